using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Users.Tokens;

/// <summary>This service's own keys, read where they are instead of asking itself over HTTP.</summary>
internal sealed class StoredKeySource(IServiceScopeFactory scopes, IOptions<AccessTokenOptions> options)
    : IAccessTokenKeySource
{
    public async Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<SigningKeyRing>().GetAllAsync(cancellationToken);
        var set = new JsonWebKeySet();
        foreach (var key in PublicKeySet.Of(keys).Keys)
        {
            set.Keys.Add(key.ToJsonWebKey());
        }

        var configuration = new OpenIdConnectConfiguration { Issuer = options.Value.Issuer, JsonWebKeySet = set };
        foreach (var key in set.GetSigningKeys())
        {
            configuration.SigningKeys.Add(key);
        }

        return configuration;
    }
}
