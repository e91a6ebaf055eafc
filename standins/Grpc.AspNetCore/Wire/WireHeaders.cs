using Grpc.Core;

namespace Grpc.AspNetCore.Wire;

/// <summary>Names and values of the headers of gRPC over HTTP/2.</summary>
internal static class WireHeaders
{
    internal const string ContentType = "application/grpc";
    internal const string Status = "grpc-status";
    internal const string Message = "grpc-message";
    internal const string Encoding = "grpc-encoding";
    internal const string AcceptEncoding = "grpc-accept-encoding";
    internal const string SupportedEncodings = "identity,gzip";

    // "application/grpc", then nothing, "+format" or ";parameter".
    internal static bool IsGrpcContentType(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';');

    // Headers of the transport are not metadata of the call.
    internal static bool IsMetadata(string name) => name.Length > 0 && name[0] != ':' && !(
        Is(name, Status) || Is(name, Message) || Is(name, Encoding) || Is(name, AcceptEncoding)
        || Is(name, GrpcTimeout.Header) || Is(name, "te") || Is(name, "host") || Is(name, "content-type")
        || Is(name, "content-length") || Is(name, "content-encoding") || Is(name, "accept-encoding"));

    internal static string Format(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value;

    // A key outside the specification's alphabet is passed over: it cannot be represented as metadata.
    internal static void Add(Metadata metadata, string name, string value)
    {
        if (!IsValidKey(name))
        {
            return;
        }

        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        // Values of one key may have been joined with commas on the way.
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            metadata.Add(name, Decode(part));
        }
    }

    private static bool Is(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);

    private static bool IsValidKey(string name) =>
        name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');

    // Both padded and unpadded base64 must be accepted.
    private static byte[] Decode(string value) =>
        Convert.FromBase64String((value.Length % 4) switch { 2 => value + "==", 3 => value + "=", _ => value });
}
