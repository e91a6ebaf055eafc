using System.Diagnostics;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Measuring;

/// <summary>Processor time and memory of the shop's processes and of this one, which makes the load.</summary>
internal sealed class ProcessWatch(ShopCluster shop)
{
    public const string Load = "load";

    private const string Postgres = "postgres";
    private const string RabbitMQ = "rabbitmq";

    private const double Mebibyte = 1024 * 1024;

    /// <summary>All names, in the order in which they are told; replicas of a service count as one.</summary>
    public static readonly IReadOnlyList<string> Names =
        [.. ShopCluster.Stateful, ResourceNames.Gateway, Postgres, RabbitMQ, Load];

    /// <summary>Processor time so far, by name.</summary>
    public Dictionary<string, TimeSpan> ProcessorTimes()
    {
        var times = shop.Replicas.GroupBy(replica => replica.Service).ToDictionary(
            replicas => replicas.Key,
            replicas => TimeSpan.FromTicks(replicas.Sum(replica => replica.ProcessorTime.Ticks)));
        times[Postgres] = shop.Postgres.ProcessorTime;
        times[RabbitMQ] = shop.RabbitMQ.ProcessorTime;
        using var self = Process.GetCurrentProcess();
        times[Load] = self.TotalProcessorTime;

        return times;
    }

    /// <summary>
    /// MiB by name: of services the most since it was last forgotten, of servers, whose processes come and go, and of
    /// this process what they have now.
    /// </summary>
    public Dictionary<string, double> Memory() => Memory(replica => replica.PeakMemory);

    /// <summary>MiB by name as they are now: of pages that processes share, as the runtime is, each its part.</summary>
    public Dictionary<string, double> ProportionalMemory() => Memory(replica => replica.ProportionalMemory);

    public void ForgetPeakMemory()
    {
        foreach (var replica in shop.Replicas)
        {
            replica.ForgetPeakMemory();
        }
    }

    private Dictionary<string, double> Memory(Func<Replica, long> ofReplica)
    {
        var memory = shop.Replicas.GroupBy(replica => replica.Service).ToDictionary(
            replicas => replicas.Key,
            replicas => replicas.Sum(ofReplica) / Mebibyte);
        memory[Postgres] = shop.Postgres.Memory / Mebibyte;
        memory[RabbitMQ] = shop.RabbitMQ.Memory / Mebibyte;
        memory[Load] = Environment.WorkingSet / Mebibyte;

        return memory;
    }
}
