using System.CommandLine;
using Shop.Faults.Cluster;

namespace Shop.Faults.Run;

internal static class RunCommand
{
    private static readonly Option<int> Minutes =
        NumberOption.Create("--minutes", "How long faults strike", least: 1, most: 1440, whenAbsent: 3);

    private static readonly Option<int> Seed = NumberOption.Create(
        "--seed", "Decides about load and faults; one is drawn if it is absent", least: 0, most: int.MaxValue);

    private static readonly Option<int> Customers =
        NumberOption.Create("--customers", "How many order at once", least: 1, most: 100, whenAbsent: 8);

    public static RootCommand Create()
    {
        var command = new RootCommand("Takes the shop apart under load, and checks what must hold then.")
        {
            Minutes, Seed, Customers,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new RunOptions(
                parsed.GetResult(Seed) is null ? Random.Shared.Next(1, 100_000) : parsed.GetValue(Seed),
                TimeSpan.FromMinutes(parsed.GetValue(Minutes)),
                parsed.GetValue(Customers),
                RunOptions.UsualPace),
            parsed.InvocationConfiguration.Output,
            stop));

        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, TextWriter output, CancellationToken stop)
    {
        var directory = RunDirectory.Create($"{options.Seed}");
        await output.WriteLineAsync($"seed {options.Seed}, {directory}");

        return await RunAsync(options, directory, output, stop) ? 0 : 1;
    }

    /// <summary>Whether nothing was found; then only history and report are kept.</summary>
    private static async Task<bool> RunAsync(
        RunOptions options, string directory, TextWriter output, CancellationToken stop)
    {
        var logs = Path.Combine(directory, "logs");
        var answers = Path.Combine(directory, "answers.jsonl");
        var history = new History(output, Path.Combine(directory, "history.txt"));
        await using var shop = await ShopCluster.StartAsync(logs);
        var result = await PlayAsync(shop, options, history, answers, stop);

        var report = Report.Of(result);
        await output.WriteLineAsync(report);
        await File.WriteAllTextAsync(Path.Combine(directory, "report.txt"), report, CancellationToken.None);
        if (result.Findings.Count > 0)
        {
            await File.WriteAllLinesAsync(
                Path.Combine(directory, "findings.txt"),
                result.Findings.Select(finding => $"{finding}"),
                CancellationToken.None);
            await new Evidence(shop, directory).KeepAsync();

            return false;
        }

        File.Delete(answers);
        Directory.Delete(logs, recursive: true);

        return true;
    }

    private static async Task<RunResult> PlayAsync(
        ShopCluster shop, RunOptions options, History history, string answers, CancellationToken stop)
    {
        await using var log = new StreamWriter(answers);

        return await new FaultRun(shop, options, history, log).RunAsync(stop);
    }
}
