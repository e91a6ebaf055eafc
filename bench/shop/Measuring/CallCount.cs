using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Measuring;

/// <summary>How many gRPC calls the services have taken, by the event counters of their runtimes.</summary>
internal sealed class CallCount(ShopCluster shop) : IDisposable
{
    // A counter tells its value once in a second.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1.2);

    private readonly ILookup<string, CallCounter> _counters = shop.Replicas
        .Where(replica => ShopCluster.Stateful.Contains(replica.Service))
        .ToLookup(replica => replica.Service, replica => new CallCounter(replica.ProcessId));

    /// <summary>Calls so far by service, as they are when nothing is on its way.</summary>
    public async Task<Dictionary<string, long>> ReadAsync()
    {
        await Task.Delay(Delay);

        return _counters.ToDictionary(service => service.Key, service => service.Sum(counter => counter.Calls));
    }

    public void Dispose()
    {
        foreach (var counter in _counters.SelectMany(service => service))
        {
            counter.Dispose();
        }
    }
}
