using Shop.Bench.Shop.Contenders;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop;

/// <summary>
/// Warms everything up and then measures all of it in every round, so that a change of the machine's pace meets the
/// shop and its references alike.
/// </summary>
internal sealed class Rounds(BenchOptions options, TextWriter output)
{
    private static readonly TimeSpan LeastWarmUpOfAll = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Figure>> RunAsync(
        ShopContender day, ContenderCatalogue catalogue, CancellationToken stop)
    {
        var contenders = catalogue.All();
        await WarmUpAsync(day, contenders, stop);
        var samples = contenders
            .SelectMany(contender => contender.At(options.Connections).Select(at => (Contender: contender, At: at)))
            .ToDictionary(measured => measured, _ => new List<Sample>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            await output.WriteLineAsync($"round {round} of {options.Rounds}");
            foreach (var ((contender, at), taken) in samples)
            {
                stop.ThrowIfCancellationRequested();
                var sample = await contender.MeasureAsync(at, TimeSpan.FromSeconds(options.Seconds));
                taken.Add(sample);
                if (sample.Errors > 0)
                {
                    await output.WriteLineAsync(
                        $"  {contender.Name} at {at}: {sample.Errors} errors, the first: {sample.FirstError}");
                }
            }
        }

        Figure[] figures =
            [.. samples.Select(taken => Figure.Of(taken.Key.Contender.Name, taken.Key.At, taken.Value))];
        var references = catalogue.Scenarios.ToDictionary(scenario => scenario.Name, scenario => scenario.References);

        return [.. figures.Select(figure => figure.Beside(references.GetValueOrDefault(figure.Name, []), figures))];
    }

    // All operations at once first: it is the same code that they share.
    private async Task WarmUpAsync(ShopContender day, IEnumerable<IContender> contenders, CancellationToken stop)
    {
        await output.WriteLineAsync("warming up");
        await WarmUpAsync(day, options.Connections[0], LeastWarmUpOfAll);
        foreach (var contender in contenders)
        {
            stop.ThrowIfCancellationRequested();
            await WarmUpAsync(
                contender, contender.At(options.Connections).First(), TimeSpan.FromSeconds(options.WarmUpSeconds));
        }
    }

    // The first orders of a cold shop may be answered before they have settled.
    private async Task WarmUpAsync(IContender contender, int connections, TimeSpan least)
    {
        if (await contender.WarmUpAsync(connections, least) is > 0 and var wrong)
        {
            await output.WriteLineAsync($"  {contender.Name}: {wrong} wrong answers while it was cold");
        }
    }
}
