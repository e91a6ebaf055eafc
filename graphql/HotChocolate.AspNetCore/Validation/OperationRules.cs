using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>Operations: specification, section 5.2.</summary>
internal sealed class OperationRules(ValidationContext context)
{
    public void Apply()
    {
        var names = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var operation in context.Operations)
        {
            if (operation.Name is null)
            {
                if (context.Operations.Count > 1)
                {
                    context.Report("An anonymous operation must be the only operation of its document.", operation);
                }
            }
            else if (!names.TryAdd(operation.Name.Value, operation.Name))
            {
                context.Report(
                    $"The operation name \"{operation.Name.Value}\" is used more than once.",
                    names[operation.Name.Value],
                    operation.Name);
            }

            if (context.Schema.RootType(operation.Operation) is null)
            {
                context.Report($"The schema has no {operation.Operation.ToString().ToLowerInvariant()}s.", operation);
            }

            if (operation.Operation == OperationType.Subscription && context.Schema.SubscriptionType is { } type)
            {
                CheckSingleField(operation, type);
            }
        }
    }

    /// <summary>
    /// A subscription has one root field, which is not of the introspection and on which nothing is conditional:
    /// section 5.2.4.1.
    /// </summary>
    private void CheckSingleField(OperationDefinitionNode operation, ObjectType type)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var conditions = new List<DirectiveNode>();
        Collect(type, operation.SelectionSet, fields, conditions, []);
        if (conditions.Count > 0)
        {
            context.Report("A subscription must not skip or include its root field conditionally.", conditions);
        }

        if (fields.Count > 1)
        {
            context.Report(
                "A subscription must select only one root field.", fields.Values.Skip(1).SelectMany(nodes => nodes));
        }

        foreach (var nodes in fields.Values.Where(
            nodes => nodes[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Report("A subscription must not select a field of the introspection at its root.", nodes);
        }
    }

    private void Collect(
        ObjectType type,
        SelectionSetNode selectionSet,
        OrderedDictionary<string, List<FieldNode>> fields,
        List<DirectiveNode> conditions,
        HashSet<string> visited)
    {
        context.Spend(selectionSet.Selections.Length);
        foreach (var selection in selectionSet.Selections)
        {
            conditions.AddRange(selection.Directives.Where(directive => directive.Name.Value is "skip" or "include"));
            switch (selection)
            {
                case FieldNode field when fields.TryGetValue(field.ResponseName, out var nodes):
                    nodes.Add(field);
                    break;
                case FieldNode field:
                    fields.Add(field.ResponseName, [field]);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, fields, conditions, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                    && Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, fields, conditions, visited);
                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null
        || (context.Schema.Types.Find(condition.Name.Value) is { IsComposite: true } named
            && context.Schema.PossibleTypes(named).Contains(type));
}
