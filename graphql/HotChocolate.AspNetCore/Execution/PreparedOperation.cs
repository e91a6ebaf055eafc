using System.Collections.Concurrent;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>An operation of a cached document with its plans, one for each combination of conditions in use.</summary>
internal sealed class PreparedOperation
{
    /// <summary>Bytes that one takes without its plans, roughly.</summary>
    public const int Size = 1024;

    private const int MaxPlans = 4;

    private readonly Schema _schema;
    private readonly DocumentNode _document;
    private readonly Action<OperationPlan> _check;
    private readonly Action<int> _grow;
    private readonly string[] _conditions;
    private readonly ConcurrentDictionary<ulong, OperationPlan> _plans = new();

    /// <param name="schema">The schema.</param>
    /// <param name="document">A valid document.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="check">Refuses plans beyond the limits.</param>
    /// <param name="grow">Is told the bytes of each plan that is kept.</param>
    public PreparedOperation(
        Schema schema,
        DocumentNode document,
        OperationDefinitionNode operation,
        Action<OperationPlan> check,
        Action<int> grow)
    {
        _schema = schema;
        _check = check;
        _grow = grow;
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
            if (_plans.Count < MaxPlans && _plans.TryAdd(key, plan))
            {
                _grow(plan.Size);
            }
        }

        return plan;
    }

    private OperationPlan Compile(VariableValues variables)
    {
        var plan = PlanCompiler.Compile(
            _schema, _document, Node, name => variables.Find(name) is BooleanValueNode { Value: true });
        _check(plan);

        return plan;
    }
}
