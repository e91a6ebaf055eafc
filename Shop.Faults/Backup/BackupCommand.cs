using System.CommandLine;
using Shop.Faults.Cluster;

namespace Shop.Faults.Backup;

internal static class BackupCommand
{
    private static readonly Option<int> Rounds =
        NumberOption.Create("--rounds", "How many rounds are played", least: 1, most: 1000, whenAbsent: 5);

    private static readonly Option<int> Seed = NumberOption.Create(
        "--seed", "Decides about the load of the first round", least: 0, most: 1_000_000, whenAbsent: 1);

    public static Command Create()
    {
        var command = new Command("backup", "Backs the shop up under load and restores it, again and again.")
        {
            Rounds, Seed,
        };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(Rounds), parsed.GetValue(Seed), parsed.InvocationConfiguration.Output, stop));

        return command;
    }

    private static async Task<int> RunAsync(int rounds, int seed, TextWriter output, CancellationToken stop)
    {
        var directory = RunDirectory.Create("backup");
        await using var shop = await ShopCluster.StartAsync(Path.Combine(directory, "logs"));
        for (var round = 1; round <= rounds; round++)
        {
            var folder = Path.Combine(directory, $"{round}");
            var findings = await new BackupRound(shop, folder, output.WriteLine).PlayAsync(seed + round - 1, stop);
            if (findings.Count > 0)
            {
                await output.WriteLineAsync($"round {round}, {directory}:\n{string.Join('\n', findings)}");

                return 1;
            }

            await output.WriteLineAsync($"round {round}: everything is as it must be");
        }

        return 0;
    }
}
