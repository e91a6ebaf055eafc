using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Shop.Contracts;
using Shop.ServiceDefaults.Errors;

namespace Shop.ServiceDefaults.Authentication;

public static class CallerExtensions
{
    /// <summary>The caller; null when the request carries no access token.</summary>
    /// <exception cref="RefusalException">
    /// UNAUTHENTICATED: the token is not valid; UNAVAILABLE: it cannot be judged.
    /// </exception>
    public static Caller? FindCaller(this HttpContext context) =>
        context.FindTokenRefusal() is { } refusal ? throw refusal : Caller.Find(context.User);

    /// <inheritdoc cref="FindCaller(HttpContext)"/>
    public static Caller? FindCaller(this ServerCallContext context) => context.GetHttpContext().FindCaller();

    /// <summary>The caller.</summary>
    /// <exception cref="RefusalException">UNAUTHENTICATED: there is no token, or it is not valid.</exception>
    public static Caller GetCaller(this HttpContext context) =>
        context.FindCaller()
        ?? throw new RefusalException(ErrorReasons.Unauthenticated, "An access token is needed.");

    /// <inheritdoc cref="GetCaller(HttpContext)"/>
    public static Caller GetCaller(this ServerCallContext context) => context.GetHttpContext().GetCaller();

    /// <summary>
    /// Why the request's access token was not accepted; null when it was, or when there is none. For endpoints that
    /// serve anonymous callers too, so that a bad token is not taken for no token.
    /// </summary>
    public static RefusalException? FindTokenRefusal(this HttpContext context) =>
        context.Features.Get<AccessTokenFailure>()?.Exception switch
        {
            null => null,
            SigningKeysUnavailableException => new RefusalException(
                ErrorReasons.Unavailable, "The access token cannot be checked at the moment."),
            _ => new RefusalException(ErrorReasons.Unauthenticated, "The access token is not valid."),
        };
}
