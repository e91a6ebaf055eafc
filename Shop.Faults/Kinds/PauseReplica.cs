using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>SIGSTOP and SIGCONT: a process that stands still with its connections, locks and deliveries.</summary>
internal sealed record PauseReplica(ShopCluster Shop) : Fault("pause a replica", FaultTarget.Services)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var victim = Shop.Replicas[random.Next(Shop.Replicas.Count)];
        // There is one gateway: its callers must still get their answers in time.
        var still = Between(random, 1, victim.Service == ResourceNames.Gateway ? 3 : 8);

        await victim.PauseAsync();
        await Task.Delay(still);
        await victim.ResumeAsync();

        return $"{victim.Name} for {still.TotalSeconds:F1} s";
    }
}
