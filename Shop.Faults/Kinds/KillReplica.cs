using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>SIGKILL of one replica of a service, and its restart.</summary>
internal sealed record KillReplica(ShopCluster Shop, string Service)
    : Fault($"kill a replica of {Service}", FaultTarget.Services)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var replicas = Shop.Of(Service);
        var victim = replicas[random.Next(replicas.Length)];
        var away = Between(random, 0, 3);

        await victim.KillAsync();
        await Task.Delay(away);
        await Shop.RestartAsync(victim);

        return $"{victim.Name}, restarted after {away.TotalSeconds:F1} s";
    }
}
