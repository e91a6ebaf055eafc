using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shop.ServiceDefaults.Authentication;
using Shop.Users.Data;

namespace Shop.Users.Tokens;

internal sealed class AccessTokenIssuer(
    SigningKeyRing keys,
    IOptions<AccessTokenOptions> accepted,
    IOptions<TokenOptions> options,
    TimeProvider time)
{
    public async Task<AccessToken> IssueAsync(User user, CancellationToken cancellationToken)
    {
        var key = await keys.GetActiveAsync(cancellationToken);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expiresAt = now + options.Value.Lifetime;

        using var privateKey = key.OpenPrivateKey();
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = ShopClaims.TokenType,
            Issuer = accepted.Value.Issuer,
            Audience = accepted.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = ClaimsOf(user),
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(privateKey)
                {
                    KeyId = key.Id.ToString(),
                    // A cached signature provider would outlive the private key that is disposed here.
                    CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
                },
                SecurityAlgorithms.EcdsaSha256),
        });

        return new AccessToken(token, expiresAt);
    }

    private static Dictionary<string, object> ClaimsOf(User user)
    {
        var claims = new Dictionary<string, object>
        {
            [ShopClaims.Subject] = user.Id.ToString(),
            [ShopClaims.Name] = user.Username,
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7().ToString(),
        };
        if (user.IsAdministrator)
        {
            claims[ShopClaims.Role] = ShopClaims.AdministratorRole;
        }

        return claims;
    }
}
