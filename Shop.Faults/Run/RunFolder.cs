using Shop.Faults.Cluster;

namespace Shop.Faults.Run;

/// <summary>What a run leaves behind: a history and a report; and all the rest, if it found something.</summary>
internal sealed class RunFolder
{
    private readonly TextWriter _output;

    public RunFolder(string name, TextWriter output)
    {
        Path = RunDirectory.Create(name);
        _output = output;
        History = new History(output, In("history.txt"));
    }

    public string Path { get; }

    public string Logs => In("logs");

    public History History { get; }

    /// <summary>Lets it run, with a place for every answer, and tells whether nothing was found.</summary>
    public async Task<bool> RunAsync(ShopCluster shop, Func<TextWriter, Task<RunResult>> runAsync)
    {
        var answers = In("answers.jsonl");
        RunResult result;
        await using (var log = new StreamWriter(answers))
        {
            result = await runAsync(log);
        }

        var report = Report.Of(result);
        await _output.WriteLineAsync(report);
        await File.WriteAllTextAsync(In("report.txt"), report, CancellationToken.None);
        if (result.Findings.Count > 0)
        {
            await File.WriteAllLinesAsync(
                In("findings.txt"),
                result.Findings.Select(finding => $"{finding}"),
                CancellationToken.None);
            await new Evidence(shop, Path).KeepAsync();

            return false;
        }

        File.Delete(answers);
        Directory.Delete(Logs, recursive: true);

        return true;
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
