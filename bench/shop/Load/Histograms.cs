using HdrHistogram;

namespace Shop.Bench.Shop.Load;

internal static class Histograms
{
    /// <summary>What takes longer counts as this.</summary>
    public const long MostMicroseconds = 60_000_000;

    /// <summary>An empty histogram of microseconds, true to three digits.</summary>
    public static LongHistogram Create() => new(MostMicroseconds, numberOfSignificantValueDigits: 3);
}
