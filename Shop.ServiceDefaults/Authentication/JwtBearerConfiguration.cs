using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Shop.ServiceDefaults.Authentication;

internal sealed class JwtBearerConfiguration(IOptions<AccessTokenOptions> options, AccessTokenKeyCache keys)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string BearerPrefix = "Bearer ";

    public void Configure(string? name, JwtBearerOptions options) => Configure(options);

    public void Configure(JwtBearerOptions bearer)
    {
        bearer.MapInboundClaims = false;
        bearer.ConfigurationManager = keys;
        // Otherwise keys that once validated a token would go on to do so for an hour after they are deleted.
        keys.UseLastKnownGoodConfiguration = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            // Named, because the key decides otherwise: a public key taken for an HMAC secret, or `none`.
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [ShopClaims.TokenType],
            ClockSkew = options.Value.ClockSkew,
            TryAllIssuerSigningKeys = false,
            NameClaimType = ShopClaims.Name,
            RoleClaimType = ShopClaims.Role,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = ReceiveAsync,
            OnTokenValidated = RequireUserId,
            OnAuthenticationFailed = Remember,
            OnChallenge = Challenge,
        };
    }

    private async Task ReceiveAsync(MessageReceivedContext context)
    {
        var value = context.Request.Headers.Authorization.ToString();
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        context.Token = value.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? value[BearerPrefix.Length..].Trim()
            : value.Trim();

        try
        {
            await keys.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // Without any keys no token can be judged: that is an outage, not a bad token.
            var failure = new SigningKeysUnavailableException(exception);
            context.HttpContext.Features.Set(new AccessTokenFailure(failure));
            context.Fail(failure);
        }
    }

    private static Task RequireUserId(TokenValidatedContext context)
    {
        if (Caller.Find(context.Principal!) is null)
        {
            var failure = new SecurityTokenValidationException("The token's subject is not a user's id.");
            context.HttpContext.Features.Set(new AccessTokenFailure(failure));
            context.Fail(failure);
        }

        return Task.CompletedTask;
    }

    // The authentication middleware keeps successes only; endpoints open to all must tell no token from a bad one.
    private static Task Remember(AuthenticationFailedContext context)
    {
        context.HttpContext.Features.Set(new AccessTokenFailure(context.Exception));

        return Task.CompletedTask;
    }

    private static Task Challenge(JwtBearerChallengeContext context)
    {
        if (context.AuthenticateFailure is SigningKeysUnavailableException)
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Task.CompletedTask;
    }
}
