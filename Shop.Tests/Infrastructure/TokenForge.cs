using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Tests.Infrastructure;

/// <summary>
/// Signs access tokens as the users service does, good ones and bad ones. A service under test that is given it as its
/// <see cref="IAccessTokenKeySource"/> accepts the good ones.
/// </summary>
/// <param name="key">The private key to sign with; a new one when absent.</param>
internal sealed class TokenForge(ECDsa? key = null) : IAccessTokenKeySource
{
    private readonly ECDsa _key = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; init; } = Guid.CreateVersion7().ToString();

    public SigningCredentials Credentials =>
        new(new ECDsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256);

    public string PublicKeyPem => _key.ExportSubjectPublicKeyInfoPem();

    public string Customer(Guid userId) => Sign(userId);

    public string Administrator(Guid userId) =>
        Sign(userId, token => token.Claims[ShopClaims.Role] = ShopClaims.AdministratorRole);

    /// <summary>The options of a call without a token, which ends with the test.</summary>
    public static CallOptions Anonymous => new(cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The options of a call with a token, which ends with the test.</summary>
    public static CallOptions Authorization(string token) =>
        Anonymous.WithHeaders(new() { { "authorization", token } });

    public string Sign(Guid userId, Action<SecurityTokenDescriptor>? change = null)
    {
        var options = new AccessTokenOptions();
        var token = new SecurityTokenDescriptor
        {
            TokenType = ShopClaims.TokenType,
            Issuer = options.Issuer,
            Audience = options.Audience,
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { [ShopClaims.Subject] = userId.ToString() },
            SigningCredentials = Credentials,
        };
        change?.Invoke(token);

        return new JsonWebTokenHandler().CreateToken(token);
    }

    public Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken)
    {
        var keys = new OpenIdConnectConfiguration();
        keys.SigningKeys.Add(
            new ECDsaSecurityKey(ECDsa.Create(_key.ExportParameters(includePrivateParameters: false)))
            {
                KeyId = KeyId,
            });

        return Task.FromResult(keys);
    }
}
