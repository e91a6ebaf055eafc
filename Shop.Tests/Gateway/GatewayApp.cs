using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts;
using Shop.Contracts.Products.V1;
using Shop.Gateway.Errors;
using Shop.Gateway.Products.Cache;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Gateway.Fakes;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>The gateway in this process, before fake services.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private const string NoBroker = "amqp://guest:guest@127.0.0.1:1";

    private readonly ServiceFactory<ErrorFilter> _gateway;

    private GatewayApp(
        FakeServices services,
        TokenForge tokens,
        string broker,
        ProductsService.ProductsServiceClient? products,
        params IEnumerable<(string Key, string Value)> settings)
    {
        Services = services;
        Tokens = tokens;
        _gateway = new ServiceFactory<ErrorFilter>(
            new Dictionary<string, string?>(
                settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            {
                [$"ConnectionStrings:{ResourceNames.Messaging}"] = broker,
                ["Messaging:MaxBackOff"] = "00:00:00.500",
            },
            test =>
            {
                test.AddSingleton<IAccessTokenKeySource>(Tokens)
                    .ConfigureAll<GrpcClientFactoryOptions>(client => client.Address = new Uri(services.Address));
                if (products is not null)
                {
                    test.AddSingleton(products);
                }
            });
        Client = _gateway.CreateClient();
    }

    public FakeServices Services { get; }

    public TokenForge Tokens { get; }

    public HttpClient Client { get; }

    /// <summary>The catalogue that it keeps.</summary>
    public CatalogueCache? Catalogue => _gateway.Services.GetService<CatalogueCache>();

    /// <summary>Where it counts.</summary>
    public IMeterFactory Meters => _gateway.Services.GetRequiredService<IMeterFactory>();

    public static Task<GatewayApp> StartAsync(string broker = NoBroker) => StartAsync(broker, products: null);

    public static Task<GatewayApp> StartWithAsync(params (string Key, string Value)[] settings) =>
        StartAsync(NoBroker, products: null, settings);

    /// <summary>A gateway before a products service that is no fake.</summary>
    public static async Task<GatewayApp> StartAsync(
        string broker,
        ProductsService.ProductsServiceClient? products,
        params IEnumerable<(string Key, string Value)> settings) =>
        new(await FakeServices.StartAsync(), new TokenForge(), broker, products, settings);

    /// <summary>Another gateway before the same services.</summary>
    public GatewayApp Replicate(string broker) => new(Services, Tokens, broker, products: null);

    /// <summary>Opens a WebSocket, with a header Authorization if there is one.</summary>
    public Task<WebSocket> ConnectAsync(CancellationToken cancellationToken, string? authorization = null)
    {
        var client = _gateway.Server.CreateWebSocketClient();
        client.SubProtocols.Add("graphql-transport-ws");
        client.ConfigureRequest = request => request.Headers.Authorization = authorization;

        return client.ConnectAsync(new Uri("ws://localhost/graphql"), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Services.DisposeAsync();
    }
}
