using System.Diagnostics;

namespace Shop.Bench.Relay;

/// <summary>
/// How fast events leave the outbox, beside a publisher that has them in memory, and how soon after their commit they
/// arrive, beside a message that is published at once. All in one run: the ratios are what can be compared.
/// </summary>
internal sealed class RelayBench(string database, string broker)
{
    private const int BatchSize = 200;
    private const int Singles = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(10);

    private readonly OutboxDatabase _outbox = new(database);

    public async Task RunAsync(int events, int rounds, TextWriter output)
    {
        await _outbox.CreateAsync();
        await using var bare = await BarePublisher.ConnectAsync(broker);
        await MeasureThroughputAsync(bare, events, rounds, output);
        await MeasureLatencyAsync(bare, output);
    }

    private async Task MeasureThroughputAsync(BarePublisher bare, int events, int rounds, TextWriter output)
    {
        await PublishedAsync(bare, events);
        await RelayedAsync(bare, events, replicas: 1);

        var figures = new (string Name, Func<Task<double>> MeasureAsync, List<double> Rates)[]
        {
            ("published from memory", () => PublishedAsync(bare, events), []),
            ("relayed, 1 replica", () => RelayedAsync(bare, events, replicas: 1), []),
            ("relayed, 2 replicas", () => RelayedAsync(bare, events, replicas: 2), []),
        };
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, measureAsync, rates) in figures)
            {
                rates.Add(await measureAsync());
            }
        }

        await output.WriteLineAsync($"{events:n0} events, median of {rounds} rounds: events/s, ratio to the first");
        var reference = Percentile(figures[0].Rates, 50);
        foreach (var (name, _, rates) in figures)
        {
            var rate = Percentile(rates, 50);
            await output.WriteLineAsync($"  {name,-24}{rate,10:n0}{rate / reference,8:f2}");
        }
    }

    private async Task MeasureLatencyAsync(BarePublisher bare, TextWriter output)
    {
        await using var relay = await RelayHost.StartAsync(database, broker);
        var arrivals = await bare.WatchAsync();
        var (published, committed) = (new List<double>(), new List<double>());
        for (var number = 0; number < Singles; number++)
        {
            var message = OutboxDatabase.Event();
            var start = Stopwatch.GetTimestamp();
            await bare.PublishAsync(message);
            published.Add(Milliseconds(start, await arrivals.WaitAsync(message.Subject)));
            await Task.Delay(Idle);

            message = OutboxDatabase.Event();
            await relay.CommitAsync(message);
            start = Stopwatch.GetTimestamp();
            committed.Add(Milliseconds(start, await arrivals.WaitAsync(message.Subject)));
            await Task.Delay(Idle);
        }

        await output.WriteLineAsync($"one event at a time, {Singles} times: ms at p50, p99, ratio of p50 to the first");
        foreach (var (name, times) in new[] { ("publish to arrival", published), ("commit to arrival", committed) })
        {
            var median = Percentile(times, 50);
            await output.WriteLineAsync(
                $"  {name,-24}{median,10:f2}{Percentile(times, 99),10:f2}{median / Percentile(published, 50),8:f2}");
        }
    }

    private static async Task<double> PublishedAsync(BarePublisher bare, int events)
    {
        var messages = Enumerable.Range(0, events).Select(_ => OutboxDatabase.Event()).ToArray();
        var start = Stopwatch.GetTimestamp();
        await bare.PublishAsync(messages, BatchSize);
        var took = Stopwatch.GetElapsedTime(start);
        await TakeAllAsync(bare, events);

        return events / took.TotalSeconds;
    }

    private async Task<double> RelayedAsync(BarePublisher bare, int events, int replicas)
    {
        var relays = await Task.WhenAll(
            Enumerable.Range(0, replicas).Select(_ => RelayHost.StartAsync(database, broker)));
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await relays[0].CommitAsync(OutboxDatabase.Event());
            await _outbox.WaitUntilEmptyAsync(limit.Token);
            // The relays may begin before the commit is told here, but not by much.
            await _outbox.FillAsync(events);
            var start = Stopwatch.GetTimestamp();
            await _outbox.WaitUntilEmptyAsync(limit.Token);
            var took = Stopwatch.GetElapsedTime(start);
            await TakeAllAsync(bare, events + 1);

            return events / took.TotalSeconds;
        }
        finally
        {
            await Task.WhenAll(relays.Select(relay => relay.DisposeAsync().AsTask()));
        }
    }

    private static async Task TakeAllAsync(BarePublisher bare, int expected)
    {
        var taken = await bare.TakeAllAsync();
        if (taken != expected)
        {
            throw new InvalidOperationException($"{taken} events arrived, not {expected}.");
        }
    }

    private static double Milliseconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;

    private static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToArray();

        return sorted[(sorted.Length - 1) * percent / 100];
    }
}
