namespace HotChocolate.CostAnalysis;

/// <summary>What operations may cost. Costs have no unit: they compare the work of operations.</summary>
public sealed class CostOptions
{
    /// <summary>The highest field cost, which stands for the work of resolvers; 1000 unless set.</summary>
    public double MaxFieldCost { get; set; } = 1_000;

    /// <summary>The highest type cost, which stands for the objects in the response; 1000 unless set.</summary>
    public double MaxTypeCost { get; set; } = 1_000;

    /// <summary>Whether an operation beyond a limit is refused before it is executed.</summary>
    public bool EnforceCostLimits { get; set; } = true;

    /// <summary>The weight of an asynchronous field that has no other; 10 unless set.</summary>
    public double? DefaultResolverCost { get; set; } = 10;
}
