using System.CommandLine;
using System.Globalization;
using Shop.Bench.Shop.Report;
using Shop.Faults;

namespace Shop.Bench.Shop;

internal static class BenchCommand
{
    private const int Failed = 1;

    private static readonly Option<int[]> Connections = new("--connections")
    {
        Description = "How many connections ask at once, one number after the other",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [16, 64],
    };

    private static readonly Option<int> Seconds =
        NumberOption.Create("--seconds", "How long each measurement takes", least: 1, most: 600, whenAbsent: 1);

    private static readonly Option<int> Rounds =
        NumberOption.Create("--rounds", "How often each measurement is taken", least: 1, most: 100, whenAbsent: 3);

    private static readonly Option<int> WarmUp = NumberOption.Create(
        "--warm-up", "Seconds of each warm-up at least; four times as long at most", least: 1, most: 20, whenAbsent: 2);

    private static readonly Option<int> Replicas = NumberOption.Create(
        "--replicas", "Processes each of users, products and orders", least: 1, most: 8, whenAbsent: 1);

    private static readonly Option<int> Scale = NumberOption.Create(
        "--scale", "Thousands of products, and of orders where that is more than ten", 1, 1000, whenAbsent: 1);

    private static readonly Option<int> Rate = NumberOption.Create(
        "--rate", "Requests per second in an open loop, in place of a closed one", least: 1, most: 1_000_000);

    private static readonly Option<int> SoakMinutes = NumberOption.Create(
        "--soak", "Minutes of the mixed day after the rounds, with an eye on memory", 0, 1440, whenAbsent: 0);

    private static readonly Option<double> Telemetry = new("--telemetry")
    {
        Description = "The share of traces that is sampled and exported to a sink (0 to 1); 0 is no telemetry at all",
    };

    private static readonly Option<string> Only = new("--only")
    {
        Description = "Texts, with commas between them: measures what has one in its name, and its references",
        DefaultValueFactory = _ => "",
    };

    public static RootCommand Create()
    {
        Connections.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !int.TryParse(token.Value, out var number) || number is < 1 or > 1000))
            {
                result.AddError("--connections takes whole numbers from 1 to 1000.");
            }
        });
        Telemetry.Validators.Add(result =>
        {
            if (result.Tokens.Any(
                token => !double.TryParse(token.Value, out var share) || share is not (>= 0 and <= 1)))
            {
                result.AddError("--telemetry takes a number from 0 to 1.");
            }
        });
        var command = new RootCommand("Measures the whole shop beside references.")
        {
            Connections, Seconds, Rounds, WarmUp, Replicas, Scale, Rate, SoakMinutes, Telemetry, Only,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new BenchOptions(
                parsed.GetValue(Connections)!, parsed.GetValue(Seconds), parsed.GetValue(Rounds),
                parsed.GetValue(WarmUp), parsed.GetValue(Replicas), parsed.GetValue(Scale),
                parsed.GetValue(Telemetry))
            {
                Rate = parsed.GetResult(Rate) is null ? null : parsed.GetValue(Rate),
                Only = parsed.GetValue(Only)!.Split(
                    ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                SoakMinutes = parsed.GetValue(SoakMinutes),
            },
            parsed.InvocationConfiguration.Output,
            stop));

        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, TextWriter output, CancellationToken stop)
    {
        var name = DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var logs = Directory.CreateDirectory(Path.Combine(ResultFiles.Directory, $"{name}-logs")).FullName;
        var result = await new ShopBench(options, logs, output).RunAsync(stop);
        var file = Path.Combine(ResultFiles.Directory, $"{name}.json");
        await result.WriteAsync(file);
        foreach (var line in Table.Of(result))
        {
            await output.WriteLineAsync(line);
        }

        var errors = result.Figures.Sum(figure => figure.Errors) + result.Soak.Sum(figure => figure.Errors);
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{errors} errors, {result.Findings.Count} invariants broken; {file}");
        foreach (var finding in result.Findings.Take(50))
        {
            await output.WriteLineAsync($"  {finding}");
        }

        if (errors > 0 || result.Findings.Count > 0)
        {
            await output.WriteLineAsync($"logs: {logs}");

            return Failed;
        }

        Directory.Delete(logs, recursive: true);

        return 0;
    }
}
