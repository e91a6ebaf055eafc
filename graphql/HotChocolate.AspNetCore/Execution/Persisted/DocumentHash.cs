using System.Buffers.Text;
using System.Security.Cryptography;
using HotChocolate.Language;

namespace HotChocolate.PersistedOperations;

/// <summary>How the id of a document is computed from its text.</summary>
/// <param name="Name">The property of <c>extensions.persistedQuery</c> that carries it.</param>
/// <param name="Format">How the hash is written.</param>
/// <param name="Compute">The hash of UTF-8.</param>
internal sealed record DocumentHash(string Name, HashFormat Format, Func<ReadOnlyMemory<byte>, byte[]> Compute)
{
    // MD5 and SHA-1 name documents here; who wants the names to prove anything takes SHA-256.
#pragma warning disable CA5350, CA5351
    public static DocumentHash Md5(HashFormat format) => new("md5Hash", format, text => MD5.HashData(text.Span));

    public static DocumentHash Sha1(HashFormat format) => new("sha1Hash", format, text => SHA1.HashData(text.Span));
#pragma warning restore CA5350, CA5351

    public static DocumentHash Sha256(HashFormat format) =>
        new("sha256Hash", format, text => SHA256.HashData(text.Span));

    public string Of(ReadOnlyMemory<byte> text) => Format == HashFormat.Hex
        ? Convert.ToHexStringLower(Compute(text))
        : Base64Url.EncodeToString(Compute(text));
}
