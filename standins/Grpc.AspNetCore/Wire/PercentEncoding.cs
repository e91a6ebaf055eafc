using System.Buffers;
using System.Text;

namespace Grpc.AspNetCore.Wire;

/// <summary>The header "grpc-message": UTF-8, percent-encoded but for printable ASCII (gRPC over HTTP/2, "Status-Message").</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Unencoded =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(c => c != '%')]);

    internal static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Unencoded))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            _ = octet is >= (byte)' ' and <= (byte)'~' and not (byte)'%'
                ? encoded.Append((char)octet)
                : encoded.Append('%').Append(octet.ToString("X2", provider: null));
        }

        return encoded.ToString();
    }

    // What is not a valid escape stays as it is: a message must never be lost over its encoding.
    internal static string Decode(string text) => text.Contains('%') ? Uri.UnescapeDataString(text) : text;
}
