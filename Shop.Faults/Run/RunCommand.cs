using System.Runtime.InteropServices;
using Shop.Faults.Cluster;

namespace Shop.Faults.Run;

/// <summary><c>[--minutes N] [--seed N] [--customers N]</c></summary>
internal static class RunCommand
{
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var options = RunOptions.Parse(arguments);
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        var directory = RunDirectory.Create($"{options.Seed}");
        await output.WriteLineAsync($"seed {options.Seed}, {directory}");
        try
        {
            return await RunAsync(options, directory, output, stop.Token) ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("interrupted");
            return Interrupted;
        }

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
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
                Path.Combine(directory, "findings.txt"), result.Findings.Select(finding => $"{finding}"), CancellationToken.None);
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
