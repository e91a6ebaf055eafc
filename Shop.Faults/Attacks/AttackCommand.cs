using System.CommandLine;
using System.Globalization;
using Shop.Faults.Cluster;

namespace Shop.Faults.Attacks;

internal static class AttackCommand
{
    private static readonly Option<int> Seconds =
        NumberOption.Create("--seconds", "How long each attack goes on", least: 1, most: 600, whenAbsent: 8);

    private static readonly Option<string?> Only = new("--only")
    {
        Description = "Plays the attacks alone whose name contains this",
    };

    public static Command Create()
    {
        var command = new Command("attack", "Lets strangers do their worst, with an honest client beside them.")
        {
            Seconds, Only,
        };
        command.SetAction((parsed, stop) => RunAsync(
            TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            parsed.GetValue(Only) ?? "",
            parsed.InvocationConfiguration.Output,
            stop));

        return command;
    }

    private static async Task<int> RunAsync(TimeSpan time, string only, TextWriter output, CancellationToken stop)
    {
        var logs = RunDirectory.Create("attack");
        await using var shop = await ShopCluster.StartAsync(logs);
        using var scene = await AttackScene.PrepareAsync(shop);
        var run = new AttackRun(scene, time);
        await run.WarmUpAsync(stop);

        await output.WriteLineAsync(
            $"{"attack",-46}{"times",6}{"cpu ms",9}{"MB",8}{"p99 rest",9}{"p99",9}{"failed",8}  outcomes");
        var results = new List<AttackResult>();
        foreach (var attack in AttackCatalogue.All.Where(
            attack => attack.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            results.Add(await run.PlayAsync(attack, stop));
            await output.WriteLineAsync($"{results[^1]}");
        }

        var rest = HonestFigures.Percentile99(results.SelectMany(result => result.Rest.Times));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"99th percentile of the honest client at rest: {rest.TotalMilliseconds:F1} ms"));
        string[] findings =
        [
            .. results.SelectMany(
                result => result.Findings(rest).Select(finding => $"{result.Attack.Name}: {finding}")),
        ];
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"  {finding}");
        }

        return await Findings.ConcludeAsync(output, findings.Length, logs);
    }
}
