using System.Net.WebSockets;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts;
using Shop.Gateway.Errors;
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
            test => test
                .AddSingleton<IAccessTokenKeySource>(Tokens)
                .ConfigureAll<GrpcClientFactoryOptions>(client => client.Address = new Uri(services.Address)));
        Client = _gateway.CreateClient();
    }

    public FakeServices Services { get; }

    public TokenForge Tokens { get; }

    public HttpClient Client { get; }

    public static async Task<GatewayApp> StartAsync(string broker = NoBroker) =>
        new(await FakeServices.StartAsync(), new TokenForge(), broker);

    public static async Task<GatewayApp> StartWithAsync(params (string Key, string Value)[] settings) =>
        new(await FakeServices.StartAsync(), new TokenForge(), NoBroker, settings);

    /// <summary>Another gateway before the same services.</summary>
    public GatewayApp Replicate(string broker) => new(Services, Tokens, broker);

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
