using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Measuring;

/// <summary>What is looked at of a shop, beside its answers.</summary>
internal sealed class ShopWatch(ShopCluster shop) : IAsyncDisposable
{
    private readonly StatementCount _statements = new(shop);
    private readonly CallCount _calls = new(shop);

    public ProcessWatch Processes { get; } = new(shop);

    public OrderWatch Orders { get; } = new(shop);

    public async Task StartAsync()
    {
        await _statements.StartAsync();
        await Orders.StartAsync();
    }

    /// <summary>Waits until what has been asked since some time is done and counted.</summary>
    public async Task UntilQuietAsync(DateTime since)
    {
        await Orders.UntilSettledAsync(since);
        await Task.Delay(CallCount.Delay);
    }

    public async Task<ShopCounts> ReadAsync() =>
        new(Processes.ProcessorTimes(), await _statements.ReadAsync(), _calls.Read());

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _statements.DisposeAsync();
        await Orders.DisposeAsync();
    }
}

/// <param name="ProcessorTimes">So far, by name of the process.</param>
/// <param name="Statements">So far, by service.</param>
/// <param name="Calls">So far, by service.</param>
internal sealed record ShopCounts(
    IReadOnlyDictionary<string, TimeSpan> ProcessorTimes, IReadOnlyDictionary<string, long> Statements,
    IReadOnlyDictionary<string, long> Calls);
