using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;

namespace Shop.Bench.Relay;

/// <summary>A replica of a service that publishes and does not consume.</summary>
internal sealed class RelayHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RelayHost(IHost host) => _host = host;

    public static async Task<RelayHost> StartAsync(string database, string broker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:messaging", broker), new("Messaging:SweepInterval", "00:00:00.010")]);
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContextPool<BenchContext>(
            options => options.UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure()));
        builder.AddMessaging<BenchContext>(ResourceNames.Users);

        var host = builder.Build();
        await host.StartAsync();

        return new RelayHost(host);
    }

    /// <summary>Commits one event, as a use case does.</summary>
    public async Task CommitAsync(OrderPlaced message)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<BenchContext>();
        context.Publish(message);
        await context.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
