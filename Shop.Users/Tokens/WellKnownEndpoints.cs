using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Users.Tokens;

/// <summary>What validators of access tokens read (OpenID Connect Discovery 1.0, section 4; RFC 7517).</summary>
internal static class WellKnownEndpoints
{
    private const string KeySetPath = "/.well-known/jwks.json";

    public static void MapWellKnown(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/.well-known/openid-configuration", (IOptions<AccessTokenOptions> options) =>
            TypedResults.Json(
                new Discovery(options.Value.Issuer, options.Value.Authority.TrimEnd('/') + KeySetPath),
                WellKnownJsonContext.Default.Discovery));

        endpoints.MapGet(KeySetPath, async (SigningKeyRing keys, CancellationToken cancellationToken) =>
            TypedResults.Json(
                PublicKeySet.Of(await keys.GetAllAsync(cancellationToken)),
                WellKnownJsonContext.Default.PublicKeySet));
    }
}

internal sealed record Discovery(string Issuer, string JwksUri);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Discovery))]
[JsonSerializable(typeof(PublicKeySet))]
internal sealed partial class WellKnownJsonContext : JsonSerializerContext;
