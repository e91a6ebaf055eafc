using HdrHistogram;
using Shop.Bench.Shop.Measuring;

namespace Shop.Bench.Shop.Report;

/// <summary>One measurement.</summary>
/// <param name="Rate">Per second.</param>
/// <param name="Requests">All of it, those that ended late included.</param>
internal sealed record Sample(double Rate, long Requests)
{
    /// <summary>Microseconds; null where only a mean is known, or nothing.</summary>
    public LongHistogram? Latencies { get; init; }

    /// <summary>Milliseconds.</summary>
    public double? MeanLatency { get; init; }

    public long Errors { get; init; }

    public string? FirstError { get; init; }

    public IReadOnlyDictionary<string, TimeSpan> ProcessorTimes { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>MiB by process.</summary>
    public IReadOnlyDictionary<string, double> Memory { get; init; } = new Dictionary<string, double>();

    /// <summary>By service.</summary>
    public IReadOnlyDictionary<string, long> Statements { get; init; } = new Dictionary<string, long>();

    /// <summary>Calls that services and gateway made, by the service that was called.</summary>
    public IReadOnlyDictionary<string, long> Calls { get; init; } = new Dictionary<string, long>();

    public TimeSpan Duration { get; init; }

    public Settled? Settled { get; init; }
}
