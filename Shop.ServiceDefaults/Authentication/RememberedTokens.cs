using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>
/// Validates access tokens and remembers those that are valid: to verify a signature costs more than all that a gateway
/// does for a read. A remembered token counts until it expires, and only as long as the keys are those that it was
/// validated with: they are loaded anew once in <see cref="AccessTokenOptions.KeyLifetime"/>.
/// </summary>
internal sealed class RememberedTokens(AccessTokenKeyCache keys) : JsonWebTokenHandler, IDisposable
{
    /// <summary>The most characters of remembered tokens: some ten thousand tokens.</summary>
    private const int MaxCharacters = 4 * 1024 * 1024;

    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        // Before the validation, which may load newer ones: then it counts for nothing that it is remembered.
        var current = await keys.GetConfigurationAsync(CancellationToken.None);
        if (_tokens.TryGetValue(token, out Remembered? remembered) && remembered!.Keys == current)
        {
            return remembered.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            // It is created when it is first asked for.
            _ = result.ClaimsIdentity;
            _tokens.Set(
                token,
                new Remembered(result, current),
                new MemoryCacheEntryOptions
                {
                    AbsoluteExpiration = result.SecurityToken.ValidTo + validationParameters.ClockSkew,
                    Size = token.Length,
                });
        }

        return result;
    }

    public void Dispose() => _tokens.Dispose();

    private sealed record Remembered(TokenValidationResult Result, OpenIdConnectConfiguration Keys);
}
