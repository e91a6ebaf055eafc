using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Grpc.Tests.Echo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Grpc.Tests.Server;

/// <summary>The echo service on Kestrel, at a free port of HTTP/2 and one of HTTP/1.1.</summary>
public sealed class EchoServer : IAsyncLifetime
{
    /// <summary>Milliseconds, for a call that something ends before its time.</summary>
    internal const string LongDelay = "15000";

    private readonly WebApplication _app;
    private GrpcChannel? _channel;

    public EchoServer()
        : this(_ => { }, _ => { })
    {
    }

    internal EchoServer(Action<GrpcServiceOptions> grpc, Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc(grpc);
        builder.Services.AddSingleton<Observations>();
        builder.Services.AddAuthentication(NameAuthentication.Scheme)
            .AddScheme<NameAuthenticationOptions, NameAuthentication>(NameAuthentication.Scheme, null);
        builder.Services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new(
                [new Microsoft.AspNetCore.Authorization.Infrastructure.NameAuthorizationRequirement("ann")], []));
        builder.Services.AddGrpcHealthChecks(options => options.Services.Map("ready", check => check.Tags.Contains("ready")))
            .AddCheck("switch", () => IsHealthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy())
            .AddCheck("always", () => HealthCheckResult.Healthy(), ["ready"]);
        builder.Services.Configure<HealthCheckPublisherOptions>(options =>
            (options.Delay, options.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        services(builder.Services);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGrpcService<EchoGrpcService>();
        _app.MapGrpcHealthChecksService();
    }

    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    internal bool IsHealthy { get; set; } = true;

    internal Observations Observations => _app.Services.GetRequiredService<Observations>();

    internal GrpcChannel Channel => _channel ??= GrpcChannel.ForAddress(Http2);

    internal EchoService.EchoServiceClient Client => new(Channel);

    internal Uri Http2 => Addresses().First();

    internal Uri Http1 => Addresses().Last();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        _channel?.Dispose();
        await _app.DisposeAsync();
    }

    private IEnumerable<Uri> Addresses() =>
        _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .Select(address => new Uri(address));
}
