using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop.Contenders;

/// <summary>Something that is measured in every round.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>The numbers of connections that it is measured at, of those that are asked for.</summary>
    IEnumerable<int> At(IReadOnlyList<int> connections);

    /// <summary>Runs until what is hot is compiled, and returns how many answers were wrong.</summary>
    Task<long> WarmUpAsync(int connections, TimeSpan least);

    Task<Sample> MeasureAsync(int connections, TimeSpan duration);
}
