using System.CommandLine;
using System.Net;
using System.Runtime.CompilerServices;
using Shop.Contracts;
using Shop.Faults.Attacks;
using Shop.Faults.Cluster;
using Shop.Faults.Kinds;

namespace Shop.Faults.Malformed;

internal static class MalformedCommand
{
    // What leaks ends the process when there is no more.
    private const string HeapLimit = "0x8000000";

    private static readonly Option<int> Requests =
        NumberOption.Create(
            "--requests", "How many over each protocol", least: 2, most: 100_000_000, whenAbsent: 100_000);

    private static readonly Option<int> Seed =
        NumberOption.Create("--seed", "Decides what is sent", least: 0, most: int.MaxValue, whenAbsent: 1);

    public static Command Create()
    {
        var command = new Command(
            "malformed", "Sends what is malformed over HTTP, WebSocket, gRPC and AMQP, and looks at what comes of it.")
        {
            Requests, Seed,
        };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(Requests), parsed.GetValue(Seed), parsed.InvocationConfiguration.Output, stop));

        return command;
    }

    private static async Task<int> RunAsync(int requests, int seed, TextWriter output, CancellationToken stop)
    {
        var logs = RunDirectory.Create("malformed");
        await using var shop = await ShopCluster.StartAsync(
            logs,
            new ClusterOptions
            {
                Settings = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit },
            });
        var findings = 0;
        await foreach (var result in PlayAsync(shop, requests, seed, stop))
        {
            await output.WriteLineAsync($"{result}");
            foreach (var finding in result.Findings)
            {
                findings++;
                await output.WriteLineAsync($"  {finding}");
            }
        }

        return await Findings.ConcludeAsync(output, findings, logs);
    }

    /// <summary>One protocol after the other.</summary>
    public static async IAsyncEnumerable<MalformedResult> PlayAsync(
        ShopCluster shop, int requests, int seed,
        [EnumeratorCancellation] CancellationToken stop)
    {
        var gateway = new Uri(shop.Of(ResourceNames.Gateway)[0].HttpAddress);
        var customer = await shop.Client.NewCustomerAsync();
        var run = new MalformedRun(shop, requests, seed);
        using var http = new HttpMessageInvoker(
            new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var client = new Client(gateway, $"{IPAddress.Loopback}");
        await using var link = await BrokerLink.OpenAsync(shop);
        var addresses = ShopCluster.Stateful.ToDictionary(
            service => service, service => new Uri(shop.Of(service)[0].GrpcAddress));
        MalformedSender[] senders =
        [
            new MalformedHttp(http, gateway, customer.Token!), new MalformedSockets(client),
            new MalformedCalls(http, addresses, customer.Token!), new MalformedEvents(shop, link),
        ];
        foreach (var sender in senders)
        {
            yield return await run.PlayAsync(sender, stop);
        }
    }
}
