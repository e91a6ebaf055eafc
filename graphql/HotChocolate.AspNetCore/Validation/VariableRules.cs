using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>Uniqueness, use and types of variables: specification, section 5.8.</summary>
internal sealed class VariableRules(ValidationContext context)
{
    private readonly Dictionary<DefinitionNode, List<Usage>> _usages = [];
    private List<Usage> _current = [];

    /// <summary>From now on variables are used inside this definition.</summary>
    public void Enter(DefinitionNode definition)
    {
        _current = [];
        _usages.Add(definition, _current);
    }

    /// <summary>Notes that a variable stands at a place of the type, or null when it is unknown.</summary>
    public void Use(VariableNode variable, GraphType? type, bool hasDefault, bool oneOf) =>
        _current.Add(new Usage(variable, type, hasDefault, oneOf));

    /// <summary>Checks all operations; every definition must have been walked.</summary>
    public void Apply()
    {
        foreach (var operation in context.Operations)
        {
            CheckUnique(operation);
            CheckUsages(operation);
        }
    }

    private void CheckUnique(OperationDefinitionNode operation)
    {
        var names = operation.Variables.Select(definition => definition.Variable.Name);
        foreach (var same in names.GroupBy(name => name.Value).Where(group => group.Skip(1).Any()))
        {
            context.Report($"The variable \"${same.Key}\" is declared more than once.", same);
        }
    }

    private void CheckUsages(OperationDefinitionNode operation)
    {
        var declared = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var definition in operation.Variables)
        {
            declared[definition.Variable.Name.Value] = definition;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var usage in UsagesOf(operation))
        {
            var name = usage.Variable.Name.Value;
            used.Add(name);
            if (!declared.TryGetValue(name, out var definition))
            {
                context.Report($"The variable \"${name}\" is not declared.", usage.Variable, operation);
            }
            else if (usage.Type is not null && context.Schema.Resolve(definition.Type) is { } type)
            {
                CheckType(usage, type, definition);
            }
        }

        foreach (var definition in operation.Variables.Where(v => !used.Contains(v.Variable.Name.Value)))
        {
            context.Report($"The variable \"${definition.Variable.Name.Value}\" is never used.", definition);
        }
    }

    /// <summary>All usages of the operation and of the fragments that it reaches, each fragment once.</summary>
    private IEnumerable<Usage> UsagesOf(OperationDefinitionNode operation)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<DefinitionNode>([operation]);
        while (pending.TryDequeue(out var definition))
        {
            var spreads = context.SpreadsOf(definition.SelectionSet);
            context.Spend(1 + _usages[definition].Count + spreads.Count);
            foreach (var usage in _usages[definition])
            {
                yield return usage;
            }

            foreach (var spread in spreads)
            {
                if (visited.Add(spread.Name.Value)
                    && context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
                {
                    pending.Enqueue(fragment);
                }
            }
        }
    }

    private void CheckType(Usage usage, GraphType type, VariableDefinitionNode definition)
    {
        if (!IsAllowed(usage, type, definition))
        {
            context.Report(
                $"The variable \"${usage.Variable.Name.Value}\" of type {type} "
                + $"cannot be used where {usage.Type} is expected.",
                definition,
                usage.Variable);
        }

        if (usage.OneOf && !type.IsNonNull)
        {
            context.Report(
                $"The variable \"${usage.Variable.Name.Value}\" of type {type} "
                + "must be non-null for a OneOf input object.",
                definition,
                usage.Variable);
        }
    }

    /// <summary>IsVariableUsageAllowed of section 5.8.5, but for OneOf input objects.</summary>
    private static bool IsAllowed(Usage usage, GraphType type, VariableDefinitionNode definition)
    {
        if (usage.Type!.IsNonNull && !type.IsNonNull)
        {
            return (definition.DefaultValue is not null and not NullValueNode || usage.HasDefault)
                && AreCompatible(type, usage.Type.Nullable);
        }

        return AreCompatible(type, usage.Type);
    }

    private static bool AreCompatible(GraphType variable, GraphType place) => (variable, place) switch
    {
        (NonNullType left, NonNullType right) => AreCompatible(left.OfType, right.OfType),
        (_, NonNullType) => false,
        (NonNullType left, _) => AreCompatible(left.OfType, place),
        (ListType left, ListType right) => AreCompatible(left.OfType, right.OfType),
        _ => variable.Is(place),
    };

    private sealed record Usage(VariableNode Variable, GraphType? Type, bool HasDefault, bool OneOf);
}
