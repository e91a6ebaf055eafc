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
        var folder = new RunFolder($"{options.Seed}", output);
        await output.WriteLineAsync($"seed {options.Seed}, {folder.Path}");
        await using var shop = await ShopCluster.StartAsync(folder.Logs);

        return await folder.RunAsync(
            shop, answers => new FaultRun(shop, options, folder.History, answers).RunAsync(stop)) ? 0 : 1;
    }
}
