using System.CommandLine;

namespace Shop.Bench.GraphQL.Servers;

internal static class ServeCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind").AcceptOnlyFromAmong("bare", "engine", "traced");
        var port = new Argument<int>("port");
        var command = new Command("serve", "Is one of the servers that are measured.") { kind, port };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(kind)!, parsed.GetValue(port)));

        return command;
    }

    private static Task RunAsync(string kind, int port)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        if (kind != "bare")
        {
            EngineServer.Add(builder, traced: kind == "traced");
        }

        var app = builder.Build();
        if (kind == "bare")
        {
            BareServer.Map(app);
        }
        else
        {
            EngineServer.Map(app);
        }

        return app.RunAsync();
    }
}
