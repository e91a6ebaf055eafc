using System.CommandLine;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Shop.Bench.Shop.Servers;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var kind = new Argument<string>("kind").AcceptOnlyFromAmong(BareServer.Kind, TelemetrySink.Kind);
        var port = new Argument<int>("port");
        var command = new Command(Name, "Is one of the servers beside the shop.") { kind, port };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(kind)!, parsed.GetValue(port)));

        return command;
    }

    private static Task RunAsync(string kind, int port)
    {
        // What lies below the content root is watched: not all that lies below the directory of this process.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(
            port,
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

        return app.RunAsync();
    }
}
