using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>SIGKILL of PostgreSQL with all its sessions, and a restart that recovers from the crash.</summary>
internal sealed record KillDatabase(ShopCluster Shop) : Fault("kill PostgreSQL", FaultTarget.Database)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var away = Between(random, 0, 4);

        await Shop.Postgres.KillAsync();
        await Task.Delay(away);
        await Shop.Postgres.RestartAsync();

        return $"restarted after {away.TotalSeconds:F1} s";
    }
}
