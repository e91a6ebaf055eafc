using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Kinds;
using Shop.Faults.Load;

namespace Shop.Faults.Run;

/// <summary>Load under faults, then quiet, and then the question whether everything is as it must be.</summary>
internal sealed class FaultRun(ShopCluster shop, RunOptions options, History history, TextWriter answers)
{
    public async Task<RunResult> RunAsync(CancellationToken stop)
    {
        var random = new Random(options.Seed);
        var book = new AnswerBook(answers);
        var poison = new Poison(shop);
        await CopyQueue.DeclareAsync(shop);
        var load = await ShopLoad.PrepareAsync(shop, book, options.Customers, random);
        history.Add(
            $"{options.Customers} customers for {options.Duration.TotalMinutes:0.##} minutes, seed {options.Seed}");

        var strikes = await UnderLoadAsync(load, poison, random, stop);
        history.Add("quiet");
        await CopyQueue.DeleteAsync(shop);
        var drained = await new Drain(shop).UntilEmptyAsync(stop);
        history.Add(drained is { } time
            ? $"everything has arrived after {time.TotalSeconds:F1} s"
            : "something is left");

        var told = load.Told with { Poison = poison.Sent };
        var state = await new ShopStateQueries(shop.Databases, shop.RabbitMQ, shop.VirtualHost).ReadAsync(told);

        return new RunResult(options, state, book.Counts, strikes, drained,
        [
            .. book.Breaches,
            .. strikes.Where(strike => strike.Recovery is null).Select(strike => new Finding(
                "Recovery",
                $"no order is confirmed {FaultSchedule.RecoveryLimit} after {string.Join(" + ", strike.Kinds)}")),
            .. InvariantCheck.Run(state),
        ]);
    }

    private async Task<IReadOnlyList<Strike>> UnderLoadAsync(
        ShopLoad load, Poison poison, Random random, CancellationToken stop)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = load.RunAsync(quiet.Token);
        try
        {
            var schedule = new FaultSchedule(
                FaultCatalogue.Of(shop, poison), load.Prober, random, options.Pace, history.Add);

            return await schedule.RunAsync(options.Duration, stop);
        }
        finally
        {
            await quiet.CancelAsync();
            await running;
        }
    }
}
