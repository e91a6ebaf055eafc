using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>SIGKILL of all replicas of a service at once, and their restart.</summary>
internal sealed record KillService(ShopCluster Shop) : Fault("kill all of a service", FaultTarget.Services)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var service = ShopCluster.Stateful[random.Next(ShopCluster.Stateful.Count)];
        var away = Between(random, 0, 4);

        await Task.WhenAll(Shop.Of(service).Select(replica => replica.KillAsync()));
        await Task.Delay(away);
        await Task.WhenAll(Shop.Of(service).Select(Shop.RestartAsync));

        return $"{service}, restarted after {away.TotalSeconds:F1} s";
    }
}
