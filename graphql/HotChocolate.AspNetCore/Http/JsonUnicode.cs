using System.Text.Json;
using System.Text.Unicode;

namespace HotChocolate.AspNetCore;

internal static class JsonUnicode
{
    /// <summary>
    /// A JSON text may hold bytes and escapes that are no Unicode, such as half a surrogate pair (RFC 8259, section
    /// 8.2): its parser takes them, and who reads such a string or looks among such names fails.
    /// </summary>
    /// <exception cref="JsonException">A string or a name is no Unicode, or this is no JSON text.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("The text is not UTF-8.");
        }

        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && !IsUnicode(in reader))
            {
                throw new JsonException($"The string at byte {reader.TokenStartIndex} is not Unicode.");
            }
        }
    }

    private static bool IsUnicode(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
