using System.Collections.Immutable;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>
/// Walks every definition once with the types at hand: fields (section 5.3), fragments' types (5.5), and, by way of the
/// rules that it is given, arguments, values (5.4, 5.6), directives (5.7) and variables (5.8).
/// </summary>
internal sealed class DocumentWalker(
    ValidationContext context,
    DirectiveRules directives,
    ValueRules values,
    VariableRules variables)
{
    public void Walk()
    {
        foreach (var definition in context.Document.Definitions)
        {
            variables.Enter(definition);
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    WalkOperation(operation);
                    break;
                case FragmentDefinitionNode fragment:
                    WalkFragment(fragment);
                    break;
            }
        }
    }

    private void WalkOperation(OperationDefinitionNode operation)
    {
        foreach (var variable in operation.Variables)
        {
            WalkVariable(variable);
        }

        WalkDirectives(operation.Directives, operation.Operation switch
        {
            OperationType.Query => DirectiveLocation.Query,
            OperationType.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        });
        WalkSelections(operation.SelectionSet, context.Schema.RootType(operation.Operation));
    }

    private void WalkVariable(VariableDefinitionNode variable)
    {
        var type = ResolveType(variable.Type);
        if (type is { IsInput: false })
        {
            context.Report(
                $"The variable \"${variable.Variable.Name.Value}\" cannot be of the output type {variable.Type}.",
                variable.Type);
        }

        if (variable.DefaultValue is not null)
        {
            values.Check(variable.DefaultValue, type is { IsInput: true } ? type : null);
        }

        WalkDirectives(variable.Directives, DirectiveLocation.VariableDefinition);
    }

    private void WalkFragment(FragmentDefinitionNode fragment)
    {
        var type = ResolveCondition(fragment.TypeCondition, $"The fragment \"{fragment.Name.Value}\"");
        WalkDirectives(fragment.Directives, DirectiveLocation.FragmentDefinition);
        WalkSelections(fragment.SelectionSet, type);
    }

    private void WalkSelections(SelectionSetNode selectionSet, NamedType? parent)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    WalkField(field, parent);
                    break;
                case FragmentSpreadNode spread:
                    WalkSpread(spread, parent);
                    break;
                case InlineFragmentNode inline:
                    WalkInlineFragment(inline, parent);
                    break;
            }
        }
    }

    private void WalkField(FieldNode field, NamedType? parent)
    {
        var definition = parent is null ? null : context.Schema.FindField(parent, field.Name.Value);
        if (parent is not null && definition is null)
        {
            context.Report($"The type {parent} has no field \"{field.Name.Value}\".", field);
        }

        if (definition is not null)
        {
            CheckLeaf(field, definition);
        }

        var owner = definition is null ? "" : $"The field \"{parent}.{definition.Name}\"";
        values.CheckArguments(field, field.Arguments, definition?.Arguments, owner);
        WalkDirectives(field.Directives, DirectiveLocation.Field);
        if (field.SelectionSet is not null)
        {
            var type = definition?.Type.Named;
            WalkSelections(field.SelectionSet, type is { IsComposite: true } ? type : null);
        }
    }

    private void CheckLeaf(FieldNode field, OutputField definition)
    {
        if (definition.Type.Named.IsLeaf && field.SelectionSet is not null)
        {
            context.Report(
                $"The field \"{field.Name.Value}\" of type {definition.Type} has no subfields.", field.SelectionSet);
        }
        else if (!definition.Type.Named.IsLeaf && field.SelectionSet is null)
        {
            context.Report(
                $"The field \"{field.Name.Value}\" of type {definition.Type} needs a selection of subfields.", field);
        }
    }

    private void WalkSpread(FragmentSpreadNode spread, NamedType? parent)
    {
        if (!context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
        {
            context.Report($"The fragment \"{spread.Name.Value}\" does not exist.", spread.Name);
        }
        else
        {
            CheckPossible(spread, context.Schema.Types.Find(fragment.TypeCondition.Name.Value), parent);
        }

        WalkDirectives(spread.Directives, DirectiveLocation.FragmentSpread);
    }

    private void WalkInlineFragment(InlineFragmentNode inline, NamedType? parent)
    {
        var type = parent;
        if (inline.TypeCondition is not null)
        {
            type = ResolveCondition(inline.TypeCondition, "The fragment");
            CheckPossible(inline, type, parent);
        }

        WalkDirectives(inline.Directives, DirectiveLocation.InlineFragment);
        WalkSelections(inline.SelectionSet, type);
    }

    private void CheckPossible(SelectionNode node, NamedType? type, NamedType? parent)
    {
        if (type is { IsComposite: true } && parent is not null && !context.Schema.Overlap(type, parent))
        {
            context.Report($"A fragment on {type} cannot be spread here: no {parent} is one.", node);
        }
    }

    private void WalkDirectives(ImmutableArray<DirectiveNode> nodes, DirectiveLocation location)
    {
        directives.Check(nodes, location);
        foreach (var node in nodes)
        {
            var definition = context.Schema.Directives.Find(node.Name.Value);
            values.CheckArguments(node, node.Arguments, definition?.Arguments, $"The directive \"@{node.Name.Value}\"");
        }
    }

    private NamedType? ResolveCondition(NamedTypeNode node, string what)
    {
        var type = (NamedType?)ResolveType(node);
        if (type is { IsComposite: false })
        {
            context.Report($"{what} cannot be on {type}, which has no fields.", node);

            return null;
        }

        return type;
    }

    private GraphType? ResolveType(TypeNode node)
    {
        var named = node;
        while (named is not NamedTypeNode)
        {
            named = named is ListTypeNode list ? list.Type : ((NonNullTypeNode)named).Type;
        }

        if (context.Schema.Resolve(node) is { } type)
        {
            return type;
        }

        context.Report($"The type \"{named}\" does not exist.", named);

        return null;
    }
}
