using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Measuring;

/// <summary>How many gRPC calls the services have taken, by the event counters of their runtimes.</summary>
internal sealed class CallCount(ShopCluster shop) : IDisposable
{
    /// <summary>After so long all calls are counted: counters tell their values once in a second.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1.2);

    private readonly ILookup<string, CallCounter> _counters = shop.Replicas
        .Where(replica => ShopCluster.Stateful.Contains(replica.Service))
        .ToLookup(replica => replica.Service, replica => new CallCounter(replica.ProcessId));

    /// <summary>Calls by service, as of a second ago.</summary>
    public Dictionary<string, long> Read() =>
        _counters.ToDictionary(service => service.Key, service => service.Sum(counter => counter.Calls));

    public void Dispose()
    {
        foreach (var counter in _counters.SelectMany(service => service))
        {
            counter.Dispose();
        }
    }
}
