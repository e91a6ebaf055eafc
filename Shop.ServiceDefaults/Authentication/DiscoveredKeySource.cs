using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery.Http;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>The keys that the users service publishes (OpenID Connect Discovery 1.0, section 4; RFC 7517).</summary>
internal sealed class DiscoveredKeySource(
    IHttpClientFactory clients,
    IServiceDiscoveryHttpMessageHandlerFactory handlers,
    IOptions<AccessTokenOptions> options)
    : IAccessTokenKeySource
{
    public const string ClientName = "access-token-keys";

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    public Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken) =>
        OpenIdConnectConfigurationRetriever.GetAsync(
            options.Value.MetadataAddress,
            // Plain HTTP is for names inside the application; an https authority is asked over TLS.
            new HttpDocumentRetriever(clients.CreateClient(ClientName)) { RequireHttps = false },
            cancellationToken);

    /// <summary>
    /// Asks without the retries and the circuit breaker of other clients, which warn of each try that fails.
    /// </summary>
    public async Task WaitUntilReachableAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(handlers.CreateHandler(new SocketsHttpHandler { UseProxy = false }));
        var backOff = new BackOff(MaxPause);
        while (!await AnswersAsync(client, cancellationToken))
        {
            await backOff.WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(options.Value.MetadataAddress, cancellationToken);

            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
