using System.Diagnostics;
using Shop.Faults.Cluster;

namespace Shop.Faults.Malformed;

/// <summary>Sends a number of requests that are malformed, each made by its own number and the seed.</summary>
internal sealed class MalformedRun(ShopCluster shop, int requests, int seed)
{
    private const int AtOnce = 16;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public async Task<MalformedResult> PlayAsync(MalformedSender sender, CancellationToken stop)
    {
        var result = new MalformedResult(sender.Protocol);
        var started = Stopwatch.GetTimestamp();
        await SendAsync(sender, result, 0, requests / 2, stop);
        result.Settle(await sender.SettleAsync(stop));
        var middle = Memory();
        await SendAsync(sender, result, requests / 2, requests, stop);
        result.Settle(await sender.SettleAsync(stop));
        result.Time = Stopwatch.GetElapsedTime(started);
        foreach (var (name, memory) in Memory())
        {
            result.Grew(name, middle[name], memory);
        }

        await Task.WhenAll(shop.Replicas.Select(replica => replica.UntilHealthyAsync()));

        return result;
    }

    private Task SendAsync(MalformedSender sender, MalformedResult result, int from, int to, CancellationToken stop) =>
        Parallel.ForAsync(
            from,
            to,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (number, cancellationToken) =>
                result.Add(number, await SendAsync(sender, number, cancellationToken)));

    private Task<Reply> SendAsync(MalformedSender sender, int number, CancellationToken stop) => TimedAttempt.RunAsync(
        RequestTimeout,
        cancellationToken => sender.SendAsync(
            new Mutator(unchecked((seed * 1_000_003) + number)), cancellationToken),
        static exception => new Reply(exception.GetType().Name, exception.Message),
        stop);

    private Dictionary<string, long> Memory() =>
        shop.Replicas.ToDictionary(replica => replica.Name, replica => replica.Memory);
}
