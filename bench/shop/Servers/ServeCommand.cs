using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Shop.Bench.Shop.Servers;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var kind = new Argument<string>("kind").AcceptOnlyFromAmong(BareServer.Kind, TelemetrySink.Kind);
        var command = new Command(Name, "Is one of the servers beside the shop, and tells its port.") { kind };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed.GetValue(kind)!, parsed.InvocationConfiguration.Output, stop));

        return command;
    }

    private static async Task RunAsync(string kind, TextWriter output, CancellationToken stop)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            port: 0,
            endpoint => endpoint.Protocols = kind == TelemetrySink.Kind ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var app = builder.Build();
        if (kind == BareServer.Kind)
        {
            BareServer.Map(app);
        }
        else
        {
            TelemetrySink.Map(app);
        }

        await app.StartAsync(stop);
        await output.WriteLineAsync($"{new Uri(app.Urls.Single()).Port}");
        await app.WaitForShutdownAsync(stop);
    }
}
