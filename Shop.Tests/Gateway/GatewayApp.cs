using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Shop.Gateway.Errors;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Gateway.Fakes;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>The gateway in this process, before fake services.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly ServiceFactory<ErrorFilter> _gateway;

    private GatewayApp(FakeServices services, IReadOnlyDictionary<string, string?> settings)
    {
        Services = services;
        _gateway = new ServiceFactory<ErrorFilter>(
            settings,
            test => test
                .AddSingleton<IAccessTokenKeySource>(Tokens)
                .ConfigureAll<GrpcClientFactoryOptions>(client => client.Address = new Uri(services.Address)));
        Client = _gateway.CreateClient();
    }

    public FakeServices Services { get; }

    public TokenForge Tokens { get; } = new();

    public HttpClient Client { get; }

    public static async Task<GatewayApp> StartAsync(params (string Key, string Value)[] settings) => new(
        await FakeServices.StartAsync(),
        settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value));

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Services.DisposeAsync();
    }
}
