using System.Text.Json;
using Shop.Bench.GraphQL.Load;

namespace Shop.Bench.GraphQL;

/// <summary>
/// The engine beside others: each on one core and under the same load, one after the other in every round.
/// </summary>
internal sealed class GraphQLBench(TextWriter output)
{
    private readonly Contender[] _contenders =
    [
        DotNet("bare"),
        DotNet("engine"),
        DotNet("traced"),
        Node("mercurius-jit"),
        Node("mercurius"),
        Node("yoga"),
        Node("apollo"),
    ];

    public async Task RunAsync(int rounds, TimeSpan duration)
    {
        try
        {
            foreach (var contender in _contenders)
            {
                await contender.StartAsync();
                await WarmUpAsync(contender, duration);
            }

            await MeasureAsync(Operation.Flat, rounds, duration);
            await MeasureAsync(Operation.Nested, rounds, duration);
        }
        finally
        {
            foreach (var contender in _contenders)
            {
                await contender.DisposeAsync();
            }
        }
    }

    // Compilers of hot code need a core beside the one that serves.
    private static async Task WarmUpAsync(Contender contender, TimeSpan duration)
    {
        foreach (var operation in (Operation[])[Operation.Flat, Operation.Nested])
        {
            await Wrk.RunAsync(contender.Address(operation), operation.Text, duration);
        }

        await contender.PinAsync();
    }

    private async Task MeasureAsync(Operation operation, int rounds, TimeSpan duration)
    {
        await RequireSameAnswersAsync(operation);
        foreach (var contender in _contenders)
        {
            await Wrk.RunAsync(contender.Address(operation), operation.Text, duration);
        }

        var samples = _contenders.ToDictionary(contender => contender, _ => new List<Sample>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in _contenders)
            {
                samples[contender].Add(await Sample.TakeAsync(contender, operation, duration));
            }
        }

        await ReportAsync(operation, rounds, duration, samples);
    }

    private async Task ReportAsync(
        Operation operation, int rounds, TimeSpan duration, Dictionary<Contender, List<Sample>> samples)
    {
        await output.WriteLineAsync(
            $"{operation.Name}: {operation.Text}, medians of {rounds} rounds of {duration.TotalSeconds} s");
        await output.WriteLineAsync(
            $"  {"",-14}{"requests/s",12}{"of bare",9}{"engine is",11}"
            + $"{"p50 ms",9}{"p99 ms",9}{"CPU s/1000",12}{"MiB",7}");
        var bare = Median(samples[_contenders[0]], sample => sample.Answers.Rate);
        var engine = Median(samples[_contenders[1]], sample => sample.Answers.Rate);
        foreach (var (contender, taken) in samples)
        {
            var rate = Median(taken, sample => sample.Answers.Rate);
            var p50 = Median(taken, sample => sample.Answers.P50);
            var p99 = Median(taken, sample => sample.Answers.P99);
            var processor = Median(taken, sample => sample.Processor);
            var memory = Median(taken, sample => sample.Memory);
            await output.WriteLineAsync(
                $"  {contender.Name,-14}{rate,12:n0}{rate / bare,9:f2}{engine / rate,10:f2}x"
                + $"{p50,9:f2}{p99,9:f2}{processor,12:f3}{memory,7:n0}");
        }
    }

    private async Task RequireSameAnswersAsync(Operation operation)
    {
        var expected = await _contenders[0].QueryAsync(operation);
        foreach (var contender in _contenders)
        {
            if (!JsonElement.DeepEquals(expected, await contender.QueryAsync(operation)))
            {
                throw new InvalidOperationException($"{contender.Name} answers differently to {operation.Text}.");
            }
        }
    }

    private static Contender DotNet(string kind) => new(
        kind,
        operation => operation.Name,
        port => ["dotnet", typeof(GraphQLBench).Assembly.Location, "serve", kind, $"{port}"]);

    private static Contender Node(string kind) => new(
        kind, _ => "graphql", port => ["node", Path.GetFullPath("bench/graphql/peers/serve.mjs"), kind, $"{port}"]);

    private static double Median(IEnumerable<Sample> samples, Func<Sample, double> figure)
    {
        var sorted = samples.Select(figure).Order().ToArray();

        return sorted[sorted.Length / 2];
    }
}
