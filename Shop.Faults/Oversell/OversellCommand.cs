using Shop.Faults.Cluster;

namespace Shop.Faults.Oversell;

/// <summary><c>oversell --rounds N</c></summary>
internal static class OversellCommand
{
    /// <summary>On a machine that is busy an order takes longer to settle than a caller would wait for it.</summary>
    public static IReadOnlyDictionary<string, string> Patience { get; } = new Dictionary<string, string>
    {
        ["Orders__OutcomeTimeout"] = "00:00:08",
        ["ServiceClients__Deadline"] = "00:00:20",
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var rounds = new Arguments(arguments, "--rounds").Number("--rounds", whenAbsent: 200, least: 1, most: 100_000);

        var logs = RunDirectory.Create("oversell");
        await using var cluster = await ShopCluster.StartAsync(logs, Patience);
        var wrong = await new OversellRounds(cluster).PlayAsync(rounds, output.WriteLine);

        await output.WriteLineAsync(
            wrong is null ? $"{rounds} rounds, ten of ten units sold in each" : $"stopped at round {wrong.Number}; logs: {logs}");
        return wrong is null ? 0 : 1;
    }
}
