using System.Diagnostics;
using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.Measuring;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop;

/// <summary>Loads the shop for a long time and watches its memory.</summary>
internal sealed class Soak(LoadGenerator gateway, ShopWatch watch, List<Guid> told, TextWriter output)
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<SoakFigure>> RunAsync(
        Workload workload, int connections, TimeSpan duration, CancellationToken stop)
    {
        var figures = new List<SoakFigure>();
        var started = Stopwatch.GetTimestamp();
        var since = OrderWatch.Now;
        while (Stopwatch.GetElapsedTime(started) is var passed && passed < duration)
        {
            stop.ThrowIfCancellationRequested();
            watch.Processes.ForgetPeakMemory();
            var result = await gateway.RunAsync(workload, connections, Slice);
            told.AddRange(result.Orders);
            figures.Add(new SoakFigure(
                passed.TotalSeconds,
                result.Rate,
                result.Latencies.GetValueAtPercentile(99) / 1000.0,
                result.Errors,
                watch.Processes.Memory()));
            if (result.Errors > 0)
            {
                await output.WriteLineAsync($"  soak: {result.Errors} errors, the first: {result.FirstError}");
            }
        }

        await watch.Orders.UntilSettledAsync(since);

        return figures;
    }
}
