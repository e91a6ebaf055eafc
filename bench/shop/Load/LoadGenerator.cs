using System.Diagnostics;
using System.Net;

namespace Shop.Bench.Shop.Load;

/// <summary>Puts load on a server over a fixed number of connections and checks every answer.</summary>
internal sealed class LoadGenerator(IPEndPoint server, string path, Callers callers)
{
    private const int LongestWarmUp = 4;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Loads the server for some time.</summary>
    /// <param name="workload">What is asked.</param>
    /// <param name="connections">How many ask at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="rate">Requests per second in an open loop; null for a closed one.</param>
    public Task<LoadResult> RunAsync(Workload workload, int connections, TimeSpan duration, double? rate = null) =>
        RunAsync(
            workload, connections, new Pace(duration, rate), static (_, _) => Task.CompletedTask);

    /// <summary>
    /// Loads the server until a second brings hardly more than the best of those before it: what is hot is compiled.
    /// </summary>
    /// <param name="workload">What is asked.</param>
    /// <param name="connections">How many ask at once.</param>
    /// <param name="least">At least so long, and four times as long at most.</param>
    public Task<LoadResult> WarmUpAsync(Workload workload, int connections, TimeSpan least) =>
        RunAsync(
            workload,
            connections,
            new Pace(LongestWarmUp * least, rate: null),
            (loop, pace) => UntilSteadyAsync(loop, pace, least));

    private async Task<LoadResult> RunAsync(
        Workload workload, int connections, Pace pace, Func<LoadLoop, Pace, Task> watchAsync)
    {
        var loop = new LoadLoop(
            server,
            [.. Enumerable.Range(0, connections).Select(number => workload.Prepare(path, callers, number))],
            pace);
        var ended = Task.Factory.StartNew(
            loop.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await await Task.WhenAny(loop.Started, ended);
        await watchAsync(loop, pace);
        await ended;

        return new LoadResult(
            Stopwatch.GetElapsedTime(pace.Start, pace.End), loop.InTime, loop.Completed, loop.Errors, loop.FirstError,
            loop.Latencies, loop.Orders);
    }

    private static async Task UntilSteadyAsync(LoadLoop loop, Pace pace, TimeSpan least)
    {
        const double hardly = 1.05;
        const int steady = 2;
        var (seconds, completed, best, since) = (0, 0L, 0L, 0);
        while (!pace.IsOver(Stopwatch.GetTimestamp()) && (since < steady || seconds < least.TotalSeconds))
        {
            await Task.Delay(Look);
            var total = loop.Completed;
            since = total - completed > best * hardly ? 0 : since + 1;
            best = Math.Max(best, total - completed);
            completed = total;
            seconds++;
        }

        pace.Stop();
    }
}
