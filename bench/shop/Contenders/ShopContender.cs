using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.Measuring;
using Shop.Bench.Shop.Report;
using Shop.Bench.Shop.Scenarios;

namespace Shop.Bench.Shop.Contenders;

/// <summary>A scenario, played to the gateway.</summary>
/// <param name="scenario">What clients do.</param>
/// <param name="generator">Of the gateway.</param>
/// <param name="watch">What is looked at beside the answers.</param>
/// <param name="rate">Requests per second in an open loop; null for a closed one.</param>
/// <param name="told">Takes the orders that clients were told of.</param>
internal sealed class ShopContender(
    Scenario scenario, LoadGenerator generator, ShopWatch watch, double? rate, List<Guid> told)
    : IContender
{
    public string Name => scenario.Name;

    public IEnumerable<int> At(IReadOnlyList<int> connections) =>
        connections.Where(count => count <= scenario.MostConnections);

    public async Task<long> WarmUpAsync(int connections, TimeSpan least)
    {
        var started = OrderWatch.Now;
        var result = await generator.WarmUpAsync(scenario.Workload, connections, least);
        told.AddRange(result.Orders);
        await watch.UntilQuietAsync(started);

        return result.Errors;
    }

    public async Task<Sample> MeasureAsync(int connections, TimeSpan duration)
    {
        var before = await watch.ReadAsync();
        watch.Processes.ForgetPeakMemory();
        var started = OrderWatch.Now;
        var beside = scenario.Beside is { } other
            ? generator.RunAsync(other.Workload, other.Connections, duration)
            : null;
        var result = await generator.RunAsync(scenario.Workload, connections, duration, rate);
        var ended = started + result.Duration;
        var memory = watch.Processes.Memory();
        var othersErrors = beside is null ? 0 : (await beside).Errors;
        await watch.UntilQuietAsync(started);
        var after = await watch.ReadAsync();
        told.AddRange(result.Orders);

        return new Sample(result.Rate, result.Requests)
        {
            Duration = result.Duration,
            Latencies = result.Latencies,
            Errors = result.Errors + othersErrors,
            FirstError = result.FirstError,
            ProcessorTimes = after.ProcessorTimes.ToDictionary(
                time => time.Key, time => time.Value - before.ProcessorTimes[time.Key]),
            Statements = Difference(before.Statements, after.Statements),
            Calls = Difference(before.Calls, after.Calls),
            Memory = memory,
            Settled = scenario.PlacesOrders ? await watch.Orders.ReadAsync(started, ended) : null,
        };
    }

    private static Dictionary<string, long> Difference(
        IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after) =>
        after.ToDictionary(count => count.Key, count => count.Value - before[count.Key]);
}
