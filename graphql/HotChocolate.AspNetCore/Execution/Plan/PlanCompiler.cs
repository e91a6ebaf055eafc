using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Collects and merges the fields of an operation: specification, section 6.3.2.</summary>
internal sealed class PlanCompiler
{
    private const int MaxFields = 1000;
    private const int MaxDepth = 512;

    private readonly Schema _schema;
    private readonly DocumentNode _document;
    private readonly Func<string, bool> _condition;
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    private int _fields;

    private PlanCompiler(Schema schema, DocumentNode document, Func<string, bool> condition)
    {
        _schema = schema;
        _document = document;
        _condition = condition;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                _fragments.TryAdd(fragment.Name.Value, fragment);
            }
        }
    }

    /// <param name="schema">The schema that the document is valid for.</param>
    /// <param name="document">The document.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="condition">The value of a variable that @skip or @include refers to.</param>
    public static OperationPlan Compile(
        Schema schema,
        DocumentNode document,
        OperationDefinitionNode operation,
        Func<string, bool> condition)
    {
        var compiler = new PlanCompiler(schema, document, condition);
        var type = schema.RootType(operation.Operation) ?? throw compiler.Refuse(
            $"The schema has no {operation.Operation.ToString().ToLowerInvariant()} type.", operation);
        var root = compiler.CompileSelections(type, [operation.SelectionSet], depth: 1);

        return new OperationPlan(document, operation, root, compiler._fields);
    }

    private PlanSelections CompileSelections(ObjectType type, IReadOnlyList<SelectionSetNode> sets, int depth)
    {
        var collected = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        HashSet<string>? visited = null;
        foreach (var set in sets)
        {
            Collect(type, set, collected, ref visited, depth);
        }

        return new PlanSelections(type, [.. collected.Values.Select(nodes => CompileField(type, nodes, depth))]);
    }

    private PlanField CompileField(ObjectType type, List<FieldNode> nodes, int depth)
    {
        if (_fields >= MaxFields || depth > MaxDepth)
        {
            throw Refuse("The operation is too complex.", nodes[0]);
        }

        var slot = _fields++;
        var field = _schema.FindField(type, nodes[0].Name.Value) ?? throw Refuse(
            $"Cannot query field \"{nodes[0].Name.Value}\" on type \"{type}\".", nodes[0]);
        List<SelectionSetNode> sets = [.. nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>()];
        if (field.Type.Named.IsComposite != sets.Count > 0)
        {
            throw Refuse(
                field.Type.Named.IsComposite
                    ? $"Field \"{field.Name}\" of type \"{field.Type}\" must have a selection of subfields."
                    : $"Field \"{field.Name}\" must not have a selection since type \"{field.Type}\" has no subfields.",
                nodes[0]);
        }

        if (sets.Count == 0)
        {
            return new PlanField(type, field, nodes, slot);
        }

        PlanSelections[] selections =
        [
            .. _schema.PossibleTypes(field.Type.Named).Select(possible => CompileSelections(possible, sets, depth + 1)),
        ];

        return new PlanField(type, field, nodes, slot)
        {
            Selections = selections,
            OnlySelections = field.Type.Named is ObjectType ? selections[0] : null,
            HasAsyncBelow = Array.Exists(selections, below => below.SlotFields.Length > 0),
        };
    }

    private void Collect(
        ObjectType type,
        SelectionSetNode set,
        OrderedDictionary<string, List<FieldNode>> collected,
        ref HashSet<string>? visited,
        int depth)
    {
        if (depth > MaxDepth)
        {
            throw Refuse("The operation is too complex.", set);
        }

        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection.Directives))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field when collected.TryGetValue(field.ResponseName, out var nodes):
                    nodes.Add(field);
                    break;
                case FieldNode field:
                    collected.Add(field.ResponseName, [field]);
                    break;
                case InlineFragmentNode inline when Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, collected, ref visited, depth + 1);
                    break;
                case FragmentSpreadNode spread when (visited ??= new(StringComparer.Ordinal)).Add(spread.Name.Value):
                    var fragment = _fragments.GetValueOrDefault(spread.Name.Value)
                        ?? throw Refuse($"Unknown fragment \"{spread.Name.Value}\".", spread);
                    if (Applies(type, fragment.TypeCondition))
                    {
                        Collect(type, fragment.SelectionSet, collected, ref visited, depth + 1);
                    }

                    break;
            }
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null
        || (_schema.Types.TryGet(condition.Name.Value, out var named)
            ? named.IsComposite && _schema.PossibleTypes(named).Contains(type)
            : throw Refuse($"Unknown type \"{condition.Name.Value}\".", condition));

    private bool IsIncluded(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value is "skip" or "include")
            {
                var value = directive.Arguments.FirstOrDefault(a => a.Name.Value == "if")?.Value switch
                {
                    BooleanValueNode literal => literal.Value,
                    VariableNode variable => _condition(variable.Name.Value),
                    _ => throw Refuse(
                        $"Directive \"@{directive.Name.Value}\" needs a Boolean argument \"if\".", directive),
                };
                if (value != (directive.Name.Value == "include"))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private GraphQLException Refuse(string message, SyntaxNode node) => new(
        ErrorBuilder.New().SetMessage(message).AddLocation(_document.GetLocation(node)).Build());
}
