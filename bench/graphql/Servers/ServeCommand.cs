namespace Shop.Bench.GraphQL.Servers;

/// <summary><c>serve bare|engine|traced PORT</c></summary>
internal static class ServeCommand
{
    public static Task RunAsync(string kind, string port)
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
