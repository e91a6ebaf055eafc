using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway.Fakes;

/// <summary>The services behind the gateway, on one port of this process.</summary>
internal sealed class FakeServices : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServices()
    {
        var builder = InProcess.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Users).AddSingleton(Products).AddSingleton(Orders);

        _app = builder.Build();
        _app.MapGrpcService<FakeUsers>();
        _app.MapGrpcService<FakeProducts>();
        _app.MapGrpcService<FakeOrders>();
    }

    public FakeUsers Users { get; } = new();

    public FakeProducts Products { get; } = new();

    public FakeOrders Orders { get; } = new();

    public string Address => _app.Urls.First();

    public static async Task<FakeServices> StartAsync()
    {
        var services = new FakeServices();
        await services._app.StartAsync();

        return services;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
