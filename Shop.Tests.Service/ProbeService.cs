using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Database;

namespace Shop.Tests.Service;

/// <summary>A service of nothing but the defaults: what the tests of the defaults start as a process.</summary>
internal static partial class ProbeService
{
    private const string Database = "probe-db";

    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddDatabase<ProbeDbContext>(Database);
        builder.AddAccessTokenAuthentication();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/count/{id}", CountAsync);
        app.MapGet("/relay/{id}", RelayAsync);
        await app.RunServiceAsync(args);
    }

    private static async Task<IResult> CountAsync(string id, ProbeDbContext context, ILogger<ProbeDbContext> logger)
    {
        Log.Counting(logger, id);

        return Results.Ok(await context.Probes.CountAsync());
    }

    private static Task<string> RelayAsync(
        string id, IHttpClientFactory clients, CancellationToken cancellationToken) =>
        clients.CreateClient("probe")
            .GetStringAsync(new Uri($"http://_web.probe/count/{id}?secret=1"), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Counting for {Id}")]
        public static partial void Counting(ILogger logger, string id);
    }
}
