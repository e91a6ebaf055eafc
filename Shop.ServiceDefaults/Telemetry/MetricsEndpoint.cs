using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace Shop.ServiceDefaults.Telemetry;

/// <summary>
/// Answers <c>GET /metrics</c> in the formats of Prometheus, and nothing else: a server of its own, so that neither a
/// path nor a header leads from the service's ports to the metrics or back, and neither uses up what the other may.
/// </summary>
internal sealed class MetricsEndpoint(MetricsAddress address, MeterProvider metrics) : IHostedService, IAsyncDisposable
{
    public const string Path = "/metrics";

    /// <summary>Connections that an address may open within the time that one may last.</summary>
    public const int MaxConnectionsOfAddress = 20;

    private const int MaxConnections = 500;
    private const int MaxHeaderBytes = 16 * 1024;

    private PartitionedRateLimiter<IPAddress>? _connections;
    private WebApplication? _app;

    /// <summary>How long a connection may last: as long as Prometheus waits, unless it is told otherwise.</summary>
    public TimeSpan MaxConnectionTime { get; init; } = TimeSpan.FromSeconds(10);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _connections = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            remote => RateLimitPartition.GetFixedWindowLimiter(remote, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = MaxConnectionsOfAddress,
                Window = MaxConnectionTime,
            }));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddSingleton<IMeterFactory, UncountedMeters>();

        // The exporter gives nobody newer figures before it has written out the older ones, and lets the others wait
        // for that in a loop: one client that does not read would keep processors busy. So all is taken off it at once.
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.MaxWriteBufferSize = null);
        _app = builder.Build();
        _app.Use(static (context, next) =>
        {
            // A connection gets one answer, so that what it may hold in memory is bounded.
            context.Response.Headers.Connection = "close";

            return next(context);
        });
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(
            metrics, IsScrape, path: null, configureBranchedPipeline: null, optionsName: null);
        await _app.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            await _connections!.DisposeAsync();
        }
    }

    private static bool IsScrape(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Path;

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        if (address.Address is { } local)
        {
            kestrel.Listen(local, address.Port, Listen);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port, Listen);
        }
    }

    private void Listen(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => ServeAsync(connection, next));
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var lease = _connections!.AttemptAcquire(((IPEndPoint)connection.RemoteEndPoint!).Address);
        if (!lease.IsAcquired)
        {
            connection.Abort();

            return;
        }

        // Whatever it is at: what has been answered is still being sent when the server is done with it.
        _ = AbortInTimeAsync(connection);
        await next(connection);
    }

    private async Task AbortInTimeAsync(ConnectionContext connection)
    {
        await Task.Delay(MaxConnectionTime);
        connection.Abort();
    }

    /// <summary>Keeps the requests for metrics out of the figures about requests.</summary>
    private sealed class UncountedMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new($"Uncounted.{options.Name}");

        public void Dispose()
        {
            // Nobody listens to them, so that nobody holds them either.
        }
    }
}
