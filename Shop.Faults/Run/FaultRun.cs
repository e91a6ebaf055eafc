using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Kinds;
using Shop.Faults.Load;

namespace Shop.Faults.Run;

/// <summary>Faults strike under load.</summary>
internal sealed class FaultRun(ShopCluster shop, RunOptions options, History history, TextWriter answers)
    : ShopRun(shop, options, history, answers)
{
    protected override async Task<Outcome> PlayAsync(
        ShopLoad load, AnswerBook book, Random random, CancellationToken stop)
    {
        var poison = new Poison(Shop);
        History.Add(
            $"{Options.Customers} customers for {Options.Duration.TotalMinutes:0.##} minutes, seed {Options.Seed}");
        await CopyQueue.DeclareAsync(Shop);
        var schedule = new FaultSchedule(
            FaultCatalogue.Of(Shop, poison), load.Prober, random, Options.Pace, History.Add);
        var strikes = await schedule.RunAsync(Options.Duration, stop);
        await CopyQueue.DeleteAsync(Shop);

        return new Outcome(
            [
                .. strikes.Where(strike => strike.Recovery is null).Select(strike => new Finding(
                    "Recovery",
                    $"no order is confirmed {FaultSchedule.RecoveryLimit} after {string.Join(" + ", strike.Kinds)}")),
            ])
        {
            Strikes = strikes,
            Poison = poison.Sent,
        };
    }
}
