using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Shop.ServiceDefaults.Authentication;

internal sealed class JwtBearerConfiguration(
    IOptions<AccessTokenOptions> options, AccessTokenKeyCache keys, RememberedTokens tokens)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    public void Configure(string? name, JwtBearerOptions options) => Configure(options);

    public void Configure(JwtBearerOptions bearer)
    {
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(tokens);
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
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (!BearerCredentials.TryParse(value, out var token))
        {
            Refuse(context, new SecurityTokenMalformedException("This is no access token."));

            return;
        }

        context.Token = token;
        try
        {
            await keys.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // Without any keys no token can be judged: that is an outage, not a bad token.
            Refuse(context, new SigningKeysUnavailableException(exception));
        }
    }

    private static Task RequireUserId(TokenValidatedContext context)
    {
        if (Caller.Find(context.Principal!) is null)
        {
            Refuse(context, new SecurityTokenValidationException("The token's subject is not a user's id."));
        }

        return Task.CompletedTask;
    }

    private static void Refuse(ResultContext<JwtBearerOptions> context, Exception failure)
    {
        context.HttpContext.Features.Set(new AccessTokenFailure(failure));
        context.Fail(failure);
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
