using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>The keys that the users service publishes (OpenID Connect Discovery 1.0, section 4; RFC 7517).</summary>
internal sealed class DiscoveredKeySource(IHttpClientFactory clients, IOptions<AccessTokenOptions> options)
    : IAccessTokenKeySource
{
    public const string ClientName = "access-token-keys";

    public Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken) =>
        OpenIdConnectConfigurationRetriever.GetAsync(
            options.Value.MetadataAddress,
            // Plain HTTP is for names inside the application; an https authority is asked over TLS.
            new HttpDocumentRetriever(clients.CreateClient(ClientName)) { RequireHttps = false },
            cancellationToken);
}
