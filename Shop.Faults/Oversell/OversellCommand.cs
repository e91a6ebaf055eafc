using System.CommandLine;
using Shop.Faults.Cluster;

namespace Shop.Faults.Oversell;

internal static class OversellCommand
{
    private static readonly Option<int> Rounds =
        NumberOption.Create("--rounds", "How many rounds are played", least: 1, most: 100_000, whenAbsent: 200);

    // On a machine that is busy an order takes longer to settle than a caller would wait for it.
    private static readonly Dictionary<string, string> Patience = new()
    {
        ["Orders__OutcomeTimeout"] = "00:00:08",
        ["ServiceClients__Deadline"] = "00:00:20",
    };

    public static Command Create()
    {
        var command = new Command("oversell", "Lets fifty buyers at once want one unit each of ten, again and again.")
        {
            Rounds,
        };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed.GetValue(Rounds), parsed.InvocationConfiguration.Output, stop));

        return command;
    }

    private static async Task<int> RunAsync(int rounds, TextWriter output, CancellationToken stop)
    {
        var logs = RunDirectory.Create("oversell");
        await using var cluster = await ShopCluster.StartAsync(logs, new ClusterOptions { Settings = Patience });
        var wrong = await new OversellRounds(cluster).PlayAsync(rounds, output.WriteLine, stop);

        await output.WriteLineAsync(
            wrong is null
                ? $"{rounds} rounds, ten of ten units sold in each"
                : $"stopped at round {wrong.Number}; logs: {logs}");

        return wrong is null ? 0 : 1;
    }
}
