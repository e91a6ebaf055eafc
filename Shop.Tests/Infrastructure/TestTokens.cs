using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Tests.Infrastructure;

/// <summary>Issues access tokens as the users service does, and publishes their key to the service under test.</summary>
internal sealed class TestTokens : IAccessTokenKeySource
{
    private static readonly JsonWebTokenHandler Handler = new();

    private readonly ECDsaSecurityKey _key =
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("n") };

    public Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new OpenIdConnectConfiguration { SigningKeys = { _key } });

    public string Issue(Guid userId, bool administrator = false)
    {
        var settings = new AccessTokenOptions();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = ShopClaims.TokenType,
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            Expires = DateTime.UtcNow.AddMinutes(10),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                [ShopClaims.Subject] = userId.ToString(),
                [ShopClaims.Name] = "ann",
                [ShopClaims.Role] = administrator ? ShopClaims.AdministratorRole : "customer",
            },
        });
    }
}
