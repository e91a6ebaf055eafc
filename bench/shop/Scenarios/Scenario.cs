using Shop.Bench.Shop.Load;

namespace Shop.Bench.Shop.Scenarios;

/// <summary>Something that clients of the shop do and that is measured.</summary>
/// <param name="Name">As it is told and chosen by.</param>
/// <param name="Workload">What they ask.</param>
internal sealed record Scenario(string Name, Workload Workload)
{
    /// <summary>The names of the references that it is compared with.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Whether orders are placed, which settle.</summary>
    public bool PlacesOrders { get; init; }

    /// <summary>More than so many at once are refused by design.</summary>
    public int MostConnections { get; init; } = int.MaxValue;

    /// <summary>What others do at the same time and what is not measured; null for nothing.</summary>
    public (Workload Workload, int Connections)? Beside { get; init; }
}
