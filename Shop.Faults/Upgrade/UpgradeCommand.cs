using System.CommandLine;
using Shop.Contracts;
using Shop.Faults.Cluster;
using Shop.Faults.Run;

namespace Shop.Faults.Upgrade;

internal static class UpgradeCommand
{
    private static readonly Option<DirectoryInfo> From = new Option<DirectoryInfo>("--from")
    {
        Description = "The working copy, already built, of the version to come from",
        Required = true,
    }.AcceptExistingOnly();

    private static readonly Option<string> Back = new Option<string>("--back")
    {
        Description = "The service that returns to the old version at the end",
        DefaultValueFactory = _ => ResourceNames.Orders,
    }.AcceptOnlyFromAmong([.. ShopCluster.Stateful, ResourceNames.Gateway]);

    private static readonly Option<int> Seconds =
        NumberOption.Create("--seconds", "How long each mixture of versions serves", 1, 3600, whenAbsent: 20);

    private static readonly Option<int> Customers =
        NumberOption.Create("--customers", "How many order at once", least: 1, most: 100, whenAbsent: 6);

    // Two versions share the machine with what starts: what is only slow is no failure. Answers have their own limit.
    private static readonly Dictionary<string, string> Patience = new() { ["ServiceClients__Deadline"] = "00:00:09" };

    public static Command Create()
    {
        var command = new Command("upgrade", "Goes from one version to this one under load, and checks what must hold.")
        {
            From, Back, Seconds, Customers,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new RunOptions(
                Random.Shared.Next(1, 100_000),
                TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
                parsed.GetValue(Customers),
                RunOptions.UsualPace)
            {
                Followers = 2,
                Tries = 12,
            },
            parsed.GetRequiredValue(From).FullName,
            parsed.GetRequiredValue(Back),
            parsed.InvocationConfiguration.Output,
            stop));

        return command;
    }

    private static async Task<int> RunAsync(
        RunOptions options, string from, string back, TextWriter output, CancellationToken stop)
    {
        var folder = new RunFolder("upgrade", output);
        await output.WriteLineAsync($"from {from}, {folder.Path}");
        await using var shop = await ShopCluster.StartAsync(
            folder.Logs, new ClusterOptions { Gateways = 2, Checkout = from, Settings = Patience });

        return await folder.RunAsync(
            shop, answers => new UpgradeRun(shop, options, from, back, folder.History, answers).RunAsync(stop))
            ? 0
            : 1;
    }
}
