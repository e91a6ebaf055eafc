using System.Collections.Concurrent;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>An operation of a cached document with its plans, one for each combination of conditions in use.</summary>
internal sealed class PreparedOperation
{
    private const int MaxPlans = 16;

    private readonly Schema _schema;
    private readonly DocumentNode _document;
    private readonly string[] _conditions;
    private readonly ConcurrentDictionary<ulong, OperationPlan> _plans = new();

    public PreparedOperation(Schema schema, DocumentNode document, OperationDefinitionNode operation)
    {
        _schema = schema;
        _document = document;
        Node = operation;
        Variables = new VariableCoercion(schema, document, operation);
        _conditions = [.. ConditionVariables.Find(document).Distinct(StringComparer.Ordinal)];
    }

    public OperationDefinitionNode Node { get; }

    public VariableCoercion Variables { get; }

    /// <exception cref="GraphQLException">The operation cannot be executed.</exception>
    public OperationPlan PlanFor(VariableValues variables)
    {
        if (_conditions.Length > 64)
        {
            return Compile(variables);
        }

        var key = 0UL;
        for (var i = 0; i < _conditions.Length; i++)
        {
            key |= (variables.Find(_conditions[i]) is BooleanValueNode { Value: true } ? 1UL : 0UL) << i;
        }

        if (!_plans.TryGetValue(key, out var plan))
        {
            plan = Compile(variables);
            if (_plans.Count < MaxPlans)
            {
                _plans.TryAdd(key, plan);
            }
        }

        return plan;
    }

    private OperationPlan Compile(VariableValues variables) => PlanCompiler.Compile(
        _schema, _document, Node, name => variables.Find(name) is BooleanValueNode { Value: true });
}
