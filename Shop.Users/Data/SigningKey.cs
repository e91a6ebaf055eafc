using System.Security.Cryptography;

namespace Shop.Users.Data;

/// <summary>
/// An ECDSA key on P-256. Its newest that is not retired signs; the others are published for as long as they are here,
/// so that retiring a key leaves its tokens valid and deleting it ends them.
/// </summary>
internal sealed class SigningKey
{
    private SigningKey()
    {
    }

    /// <summary>The key's name in tokens and in the key set, <c>kid</c>.</summary>
    public Guid Id { get; private set; }

    /// <summary>
    /// PKCS #8. The table belongs to the role of this service, and no other role can open its database.
    /// </summary>
    public byte[] PrivateKey { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    public static SigningKey Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        return new SigningKey
        {
            Id = Guid.CreateVersion7(now),
            PrivateKey = key.ExportPkcs8PrivateKey(),
            CreatedAt = now,
        };
    }

    public void Retire(DateTimeOffset now) => RetiredAt ??= now;

    public ECDsa OpenPrivateKey()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(PrivateKey, out _);

        return key;
    }
}
