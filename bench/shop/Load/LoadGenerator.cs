using System.Diagnostics;
using System.Net;

namespace Shop.Bench.Shop.Load;

/// <summary>Puts load on a server over a fixed number of connections and checks every answer.</summary>
internal sealed class LoadGenerator(IPEndPoint server, string path, Callers callers)
{
    private const int StackBytes = 256 * 1024;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Loads the server for some time.</summary>
    /// <param name="workload">What is asked.</param>
    /// <param name="connections">How many ask at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="rate">Requests per second in an open loop; null for a closed one.</param>
    public Task<LoadResult> RunAsync(Workload workload, int connections, TimeSpan duration, double? rate = null) =>
        RunAsync(
            workload, connections, new Pace(connections, duration, rate), static (_, _) => Task.CompletedTask);

    /// <summary>
    /// Loads the server until a second brings hardly more than the best of those before it: what is hot is compiled.
    /// </summary>
    /// <param name="workload">What is asked.</param>
    /// <param name="connections">How many ask at once.</param>
    /// <param name="least">At least so long.</param>
    /// <param name="most">At most so long.</param>
    public Task<LoadResult> WarmUpAsync(Workload workload, int connections, TimeSpan least, TimeSpan most) =>
        RunAsync(
            workload,
            connections,
            new Pace(connections, most, rate: null),
            (workers, pace) => UntilSteadyAsync(workers, pace, least));

    private async Task<LoadResult> RunAsync(
        Workload workload, int connections, Pace pace, Func<LoadWorker[], Pace, Task> watchAsync)
    {
        using var disposed = pace;
        LoadWorker[] workers =
        [
            .. Enumerable.Range(0, connections).Select(
                number => new LoadWorker(number, server, workload.Prepare(path, callers, number), pace)),
        ];
        var ended = Task.WhenAll(workers.Select(worker => StartAsync(worker.Run)));
        await await Task.WhenAny(pace.Started, ended);
        await watchAsync(workers, pace);
        await ended;

        return LoadResult.Of(workers, Stopwatch.GetElapsedTime(pace.Start, pace.End));
    }

    private static async Task UntilSteadyAsync(LoadWorker[] workers, Pace pace, TimeSpan least)
    {
        const double hardly = 1.05;
        const int steady = 2;
        var (seconds, completed, best, since) = (0, 0L, 0L, 0);
        while (Stopwatch.GetTimestamp() < pace.End && (since < steady || seconds < least.TotalSeconds))
        {
            await Task.Delay(Look);
            var total = workers.Sum(worker => worker.Completed);
            since = total - completed > best * hardly ? 0 : since + 1;
            best = Math.Max(best, total - completed);
            completed = total;
            seconds++;
        }

        pace.Stop();
    }

    private static Task StartAsync(Action run)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    run();
                    ended.SetResult();
                }
                catch (Exception exception)
                {
                    ended.SetException(exception);
                }
            },
            StackBytes)
        {
            IsBackground = true,
        };
        thread.Start();

        return ended.Task;
    }
}
