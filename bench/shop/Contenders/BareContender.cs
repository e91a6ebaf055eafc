using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop.Contenders;

/// <summary>The bare endpoint that answers a request of the shop with the same JSON.</summary>
internal sealed class BareContender(string name, Operation operation, LoadGenerator generator) : IContender
{
    public string Name => name;

    public IEnumerable<int> At(IReadOnlyList<int> connections) => connections;

    public async Task<long> WarmUpAsync(int connections, TimeSpan least) =>
        (await generator.WarmUpAsync(operation, connections, least)).Errors;

    public async Task<Sample> MeasureAsync(int connections, TimeSpan duration)
    {
        var result = await generator.RunAsync(operation, connections, duration);

        return new Sample(result.Rate, result.Requests)
        {
            Duration = result.Duration,
            Latencies = result.Latencies,
            Errors = result.Errors,
            FirstError = result.FirstError,
        };
    }
}
