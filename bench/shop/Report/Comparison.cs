using System.Globalization;

namespace Shop.Bench.Shop.Report;

/// <summary>Two runs side by side.</summary>
internal static class Comparison
{
    private const int NameWidth = 27;

    public static IEnumerable<string> Of(BenchResult a, BenchResult b)
    {
        yield return $"A {a.At:u}, B {b.At:u}; x is B by A, of ratios to references too, which machines and days share";
        yield return $"  {"",-NameWidth}{"at",4}{"A/s",9}{"B/s",9}{"x",7}{"A of ref",9}{"B of ref",9}{"x",7}"
            + $"{"A p99",9}{"B p99",9}{"A cpu ms",9}{"B cpu ms",9}";
        foreach (var before in a.Figures)
        {
            if (b.Figures.FirstOrDefault(
                figure => figure.Name == before.Name && figure.Connections == before.Connections) is not { } after)
            {
                continue;
            }

            var (ratioBefore, ratioAfter) = (RatioOf(before), RatioOf(after));
            yield return $"  {before.Name,-NameWidth}{before.Connections,4}"
                + Cell(before.Rate, 9, 0) + Cell(after.Rate, 9, 0) + Cell(after.Rate / before.Rate, 7, 2)
                + Cell(ratioBefore, 9, 3) + Cell(ratioAfter, 9, 3) + Cell(ratioAfter / ratioBefore, 7, 2)
                + Cell(before.Latency?.P99, 9, 1) + Cell(after.Latency?.P99, 9, 1)
                + Cell(ProcessorOf(before), 9, 2) + Cell(ProcessorOf(after), 9, 2);
        }
    }

    // The first reference is the one that the shop is held to.
    private static double? RatioOf(Figure figure) =>
        figure.OfReferences.Count == 0 ? null : figure.OfReferences.First().Value;

    private static double? ProcessorOf(Figure figure) =>
        figure.Processor.Count == 0 ? null : figure.Processor.Values.Sum();

    private static string Cell(double? value, int width, int digits) =>
        (value?.ToString($"n{digits}", CultureInfo.InvariantCulture) ?? "-").PadLeft(width);
}
