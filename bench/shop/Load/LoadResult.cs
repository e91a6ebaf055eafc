using HdrHistogram;

namespace Shop.Bench.Shop.Load;

/// <summary>What clients saw.</summary>
/// <param name="Duration">How long requests were sent.</param>
/// <param name="InTime">Answers that came in that time.</param>
/// <param name="Requests">All answers.</param>
/// <param name="Errors">Wrong answers and lost connections.</param>
/// <param name="FirstError">What one of them said.</param>
/// <param name="Latencies">Microseconds from when a request was due to its answer.</param>
/// <param name="Orders">The orders that clients were told of.</param>
internal sealed record LoadResult(
    TimeSpan Duration, long InTime, long Requests, long Errors, string? FirstError, LongHistogram Latencies,
    IReadOnlyList<Guid> Orders)
{
    /// <summary>Answers per second.</summary>
    public double Rate => InTime / Duration.TotalSeconds;
}
