using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Tests.ServiceDefaults;

public sealed class RememberedTokensTests : IAccessTokenKeySource, IDisposable
{
    private readonly AccessTokenOptions _options = new() { ClockSkew = TimeSpan.Zero };
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly AccessTokenKeyCache _keys;
    private readonly RememberedTokens _tokens;
    private bool _isPublished = true;

    public RememberedTokensTests()
    {
        _keys = new(this, Options.Create(_options), _time, NullLogger<AccessTokenKeyCache>.Instance)
        {
            UseLastKnownGoodConfiguration = false,
        };
        _tokens = new(_keys);
    }

    private ECDsaSecurityKey Key => new(_key) { KeyId = "key" };

    public Task<OpenIdConnectConfiguration> LoadAsync(CancellationToken cancellationToken)
    {
        var keys = new OpenIdConnectConfiguration { Issuer = _options.Issuer };
        if (_isPublished)
        {
            keys.SigningKeys.Add(Key);
        }

        return Task.FromResult(keys);
    }

    [Fact]
    public async Task A_valid_token_is_validated_once()
    {
        var token = CreateToken();

        var first = await ValidateAsync(token);
        var second = await ValidateAsync(token);

        Assert.True(first.IsValid);
        Assert.Same(first, second);
        Assert.Equal("someone", second.ClaimsIdentity.FindFirst("sub")?.Value);
    }

    [Fact]
    public async Task A_token_with_another_signature_is_not_the_remembered_one()
    {
        var token = CreateToken();
        Assert.True((await ValidateAsync(token)).IsValid);
        var forged = token[..token.LastIndexOf('.')] + "." + CreateToken().Split('.')[2];

        Assert.False((await ValidateAsync(forged)).IsValid);
        Assert.False((await ValidateAsync(forged)).IsValid);
    }

    [Fact]
    public async Task A_remembered_token_expires()
    {
        var token = CreateToken(TimeSpan.FromSeconds(2));
        Assert.True((await ValidateAsync(token)).IsValid);

        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);

        Assert.IsType<SecurityTokenExpiredException>((await ValidateAsync(token)).Exception);
    }

    [Fact]
    public async Task A_remembered_token_is_refused_once_its_key_is_gone()
    {
        var token = CreateToken();
        Assert.True((await ValidateAsync(token)).IsValid);

        _isPublished = false;
        Assert.True((await ValidateAsync(token)).IsValid);
        _time.Advance(_options.KeyLifetime);

        Assert.False((await ValidateAsync(token)).IsValid);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _key.Dispose();
    }

    private string CreateToken(TimeSpan? lifetime = null) => new JsonWebTokenHandler().CreateToken(
        new SecurityTokenDescriptor
        {
            Issuer = _options.Issuer,
            Audience = _options.Audience,
            Claims = new Dictionary<string, object> { ["sub"] = "someone", ["jti"] = Guid.NewGuid().ToString() },
            Expires = DateTime.UtcNow + (lifetime ?? TimeSpan.FromHours(1)),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        });

    private Task<TokenValidationResult> ValidateAsync(string token) => _tokens.ValidateTokenAsync(
        token,
        new TokenValidationParameters
        {
            ValidIssuer = _options.Issuer,
            ValidAudience = _options.Audience,
            ClockSkew = _options.ClockSkew,
            ConfigurationManager = _keys,
        });
}
