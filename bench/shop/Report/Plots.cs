using ScottPlot;
using ScottPlot.TickGenerators;
using Shop.Bench.Shop.Measuring;

namespace Shop.Bench.Shop.Report;

/// <summary>The figures of a run as PNG.</summary>
internal static class Plots
{
    private const int Width = 1000;
    private const int RowHeight = 34;
    private const int Margin = 130;
    private const int SoakRows = 10;

    /// <returns>The files that were written.</returns>
    public static IEnumerable<string> Draw(BenchResult result, string directory)
    {
        if (result.Figures.Any(figure => figure.OfReferences.Count > 0))
        {
            yield return DrawRatios(result, Path.Combine(directory, "bench-ratios.png"));
            yield return DrawLatencies(result, Path.Combine(directory, "bench-latency.png"));
        }

        if (result.Soak.Count > 0)
        {
            yield return DrawSoak(result, Path.Combine(directory, "bench-soak.png"));
        }
    }

    private static string DrawRatios(BenchResult result, string file)
    {
        Figure[] figures = [.. result.Figures.Where(figure => figure.OfReferences.Count > 0).Reverse()];
        using var plot = new Plot();
        for (var row = 0; row < figures.Length; row++)
        {
            var (name, ratio) = figures[row].OfReferences.First();
            plot.Add.Bar(new Bar
            {
                Position = row,
                Value = ratio * 100,
                Orientation = Orientation.Horizontal,
                FillColor = Colors.SteelBlue,
            });
            plot.Add.Text($"{ratio * 100:f0} % of {name}", ratio * 100, row).LabelAlignment = Alignment.MiddleLeft;
        }

        plot.Title("Requests per second, as a part of the reference of the same run");
        plot.XLabel("%");
        Label(plot, figures);
        plot.Axes.SetLimitsX(0, 1.5 * Math.Max(100, figures.Max(figure => figure.OfReferences.First().Value * 100)));

        return Save(plot, file, figures.Length);
    }

    private static string DrawLatencies(BenchResult result, string file)
    {
        Figure[] figures = [.. result.Figures.Where(figure => figure.Latency?.P99 is not null).Reverse()];
        using var plot = new Plot();
        for (var row = 0; row < figures.Length; row++)
        {
            var latency = figures[row].Latency!;
            // From the median to the 99th percentile, and a dot for the 99.9th.
            var line = plot.Add.Line(Logarithm(latency.P50), row, Logarithm(latency.P99), row);
            (line.LineWidth, line.LineColor) = (8, Colors.SteelBlue);
            plot.Add.Marker(Logarithm(latency.P999), row, MarkerShape.FilledCircle, 7, Colors.IndianRed);
        }

        plot.Title("Latency: from the median to the 99th percentile, and the 99.9th");
        plot.XLabel("ms");
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. Enumerable.Range(-1, 6).Select(power => new Tick(power, $"{Math.Pow(10, power)}"))]);
        Label(plot, figures);

        return Save(plot, file, figures.Length);
    }

    private static string DrawSoak(BenchResult result, string file)
    {
        double[] minutes = [.. result.Soak.Select(figure => figure.Seconds / 60)];
        using var plot = new Plot();
        foreach (var name in ProcessWatch.Names)
        {
            var line = plot.Add.Scatter(minutes, [.. result.Soak.Select(figure => figure.Memory[name])]);
            (line.LegendText, line.MarkerSize, line.LineWidth) = (name, 0, 2);
        }

        plot.Title("Memory during the mixed day");
        plot.XLabel("minutes");
        plot.YLabel("MiB");
        plot.Axes.SetLimitsY(0, 1.2 * result.Soak.Max(figure => figure.Memory.Values.Max()));
        plot.ShowLegend(Alignment.LowerRight);

        return Save(plot, file, SoakRows);
    }

    private static double Logarithm(double? milliseconds) => Math.Log10(Math.Max(milliseconds ?? 0, 0.01));

    private static void Label(Plot plot, Figure[] figures) => plot.Axes.Left.TickGenerator = new NumericManual(
        [.. figures.Select((figure, row) => new Tick(row, $"{figure.Name}, {figure.Connections} connections"))]);

    private static string Save(Plot plot, string file, int rows)
    {
        plot.SavePng(file, Width, Margin + (RowHeight * rows));

        return file;
    }
}
