using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>
/// The value of the header Authorization: a token with or without <c>Bearer</c> before it (RFC 6750, section 2.1).
/// </summary>
public static class BearerCredentials
{
    /// <summary>The key of the header in gRPC's metadata.</summary>
    internal const string AuthorizationKey = "authorization";

    private const string Prefix = "Bearer ";

    // Four times what the users service issues for the longest name.
    private const int MaxLength = 8 * 1024;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

    /// <summary>The metadata of calls that are made on behalf of the request, now or when it has ended.</summary>
    public static Metadata CreateAuthorizationMetadata(this HttpContext context) =>
        context.FindForwardableToken() is { } token ? new Metadata { { AuthorizationKey, $"{Prefix}{token}" } } : [];

    /// <summary>Finds the token; false when the value is none, so that it is neither judged nor sent on.</summary>
    internal static bool TryParse(string authorization, [NotNullWhen(true)] out string? token)
    {
        var value = authorization.AsSpan();
        if (value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            value = value[Prefix.Length..];
        }

        value = value.Trim(' ');
        token = value.Length <= MaxLength && IsToken(value.TrimEnd('=')) ? value.ToString() : null;

        return token is not null;
    }

    /// <summary>
    /// The token to send along with calls on behalf of the request; null when there is none, or when it is not valid.
    /// One that could not be judged here may be judged there.
    /// </summary>
    internal static string? FindForwardableToken(this HttpContext context) =>
        context.Features.Get<AccessTokenFailure>()?.Exception is null or SigningKeysUnavailableException
        && TryParse(context.Request.Headers.Authorization.ToString(), out var token)
            ? token
            : null;

    private static bool IsToken(ReadOnlySpan<char> value) =>
        !value.IsEmpty && !value.ContainsAnyExcept(TokenCharacters);
}
