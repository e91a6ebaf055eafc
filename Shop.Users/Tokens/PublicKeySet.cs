using Microsoft.IdentityModel.Tokens;
using Shop.Users.Data;

namespace Shop.Users.Tokens;

/// <summary>The public halves of the signing keys as a JSON Web Key Set (RFC 7517; RFC 7518, section 6.2.1).</summary>
internal sealed record PublicKeySet(IReadOnlyList<PublicKey> Keys)
{
    public static PublicKeySet Of(IEnumerable<SigningKey> keys) => new([.. keys.Select(PublicKey.Of)]);
}

internal sealed record PublicKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg)
{
    public static PublicKey Of(SigningKey key)
    {
        using var ecdsa = key.OpenPrivateKey();
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;

        return new PublicKey(
            JsonWebAlgorithmsKeyTypes.EllipticCurve,
            JsonWebKeyECTypes.P256,
            Base64UrlEncoder.Encode(point.X),
            Base64UrlEncoder.Encode(point.Y),
            key.Id.ToString(),
            JsonWebKeyUseNames.Sig,
            SecurityAlgorithms.EcdsaSha256);
    }

    public JsonWebKey ToJsonWebKey() => new() { Kty = Kty, Crv = Crv, X = X, Y = Y, Kid = Kid, Use = Use, Alg = Alg };
}
