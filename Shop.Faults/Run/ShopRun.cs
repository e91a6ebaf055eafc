using Shop.Faults.Checker;
using Shop.Faults.Cluster;
using Shop.Faults.Kinds;
using Shop.Faults.Load;

namespace Shop.Faults.Run;

/// <summary>Something is done to the shop under load; then it is quiet, and everything must be as it should.</summary>
internal abstract class ShopRun(ShopCluster shop, RunOptions options, History history, TextWriter answers)
{
    protected ShopCluster Shop => shop;

    protected RunOptions Options => options;

    protected History History => history;

    public async Task<RunResult> RunAsync(CancellationToken stop)
    {
        var random = new Random(options.Seed);
        var book = new AnswerBook(answers);
        var load = await ShopLoad.PrepareAsync(shop, book, options, random);

        var outcome = await load.DuringAsync(() => PlayAsync(load, book, random, stop), stop);
        history.Add("quiet");
        var drained = await new Drain(shop).UntilEmptyAsync(stop);
        history.Add(drained is { } time
            ? $"everything has arrived after {time.TotalSeconds:F1} s"
            : "something is left");

        var told = load.Told with { Poison = outcome.Poison };
        var state = await new ShopStateQueries(shop.Databases, shop.RabbitMQ, shop.VirtualHost).ReadAsync(told);

        return new RunResult(
            options, state, book.Counts, book.Phases, outcome.Strikes, drained,
            [.. outcome.Findings, .. book.Breaches, .. InvariantCheck.Run(state)]);
    }

    /// <summary>Does to the shop what the run is about, while it is under load.</summary>
    protected abstract Task<Outcome> PlayAsync(
        ShopLoad load, AnswerBook book, Random random, CancellationToken stop);

    /// <param name="Findings">What was wrong as it happened.</param>
    protected sealed record Outcome(IReadOnlyList<Finding> Findings)
    {
        public IReadOnlyList<Strike> Strikes { get; init; } = [];

        /// <summary>The ids of malformed messages that were sent.</summary>
        public IReadOnlyCollection<string> Poison { get; init; } = [];
    }
}
