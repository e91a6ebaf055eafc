namespace Shop.Bench.Shop;

/// <summary>What is measured, and how.</summary>
/// <param name="Connections">The numbers of connections, one after the other.</param>
/// <param name="Seconds">How long each measurement takes.</param>
/// <param name="Rounds">How often each is taken.</param>
/// <param name="WarmUpSeconds">The least time of a warm-up.</param>
/// <param name="Replicas">Processes each of users, products and orders.</param>
/// <param name="Scale">1 for 1,000 products and 10,000 orders, 1,000 for a million of each.</param>
/// <param name="Telemetry">The share of traces that is sampled; 0 for no telemetry at all.</param>
internal sealed record BenchOptions(
    IReadOnlyList<int> Connections, int Seconds, int Rounds, int WarmUpSeconds, int Replicas, int Scale,
    double Telemetry)
{
    /// <summary>Requests per second in an open loop; null for a closed one.</summary>
    public int? Rate { get; init; }

    /// <summary>Texts of which the name of what is measured must contain one; none for everything.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Minutes of the mixed day, during which memory is watched; 0 for none.</summary>
    public int SoakMinutes { get; init; }
}
