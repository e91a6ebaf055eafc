using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>SIGKILL of RabbitMQ, and its restart.</summary>
internal sealed record KillBroker(ShopCluster Shop) : Fault("kill RabbitMQ", FaultTarget.Broker)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var away = Between(random, 0, 3);

        await Shop.RabbitMQ.KillAsync();
        await Task.Delay(away);
        await Shop.RabbitMQ.RestartAsync();

        return $"restarted after {away.TotalSeconds:F1} s";
    }
}
