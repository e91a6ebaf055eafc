using Shop.Bench.Shop.References;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop.Contenders;

/// <summary>A script of pgbench on the server of the shop.</summary>
internal sealed class PgbenchContender(string name, string script, ReferenceDatabase database) : IContender
{
    public string Name => name;

    public IEnumerable<int> At(IReadOnlyList<int> connections) => connections;

    // There is nothing to compile; the first pages are read before the first round of the shop's own scenarios.
    public Task<long> WarmUpAsync(int connections, TimeSpan least) => Task.FromResult(0L);

    public async Task<Sample> MeasureAsync(int connections, TimeSpan duration)
    {
        var result = await database.RunAsync(script, connections, duration);

        return new Sample(result.Rate, result.Transactions)
        {
            Duration = duration,
            MeanLatency = result.MeanLatency,
            Errors = result.Failed,
        };
    }
}
