using HotChocolate.CostAnalysis;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Lets operations pass that cost no more than they may.</summary>
internal sealed class CostGate(SchemaSetup setup)
{
    private const double MaxLeaves = 50_000;

    /// <summary>The cost, or null when costs are not analyzed.</summary>
    /// <exception cref="GraphQLException">A list needs exactly one slicing argument.</exception>
    public OperationCost? Measure(OperationPlan plan, VariableValues variables) =>
        setup.AnalyzesCost ? CostMeter.Measure(plan, variables) : null;

    /// <exception cref="GraphQLException">The cost is beyond a limit.</exception>
    public void Enforce(OperationCost? measured)
    {
        if (measured is { } cost && setup.CostOptions is { EnforceCostLimits: true } options)
        {
            Enforce(cost.Field, options.MaxFieldCost, "field", "fieldCost", "maxFieldCost");
            Enforce(cost.Type, options.MaxTypeCost, "type", "typeCost", "maxTypeCost");
            Enforce(cost.Leaves, MaxLeaves, "leaf", "leafCost", "maxLeafCost");
        }
    }

    private static void Enforce(double cost, double limit, string metric, string costKey, string limitKey)
    {
        if (cost > limit)
        {
            throw new GraphQLException(ErrorBuilder.New()
                .SetMessage($"The maximum allowed {metric} cost was exceeded.").SetCode(ErrorCodes.CostLimit)
                .SetExtension(costKey, cost).SetExtension(limitKey, limit).Build());
        }
    }
}
