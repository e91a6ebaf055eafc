using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HotChocolate.Language;

namespace HotChocolate.Types;

internal delegate bool TextParser<T>(string text, out T value);

/// <summary>A scalar that travels as a string.</summary>
internal sealed class TextScalar<T>(string name, TextParser<T> parse) : ScalarType(name, typeof(T))
    where T : struct
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        value = literal is StringValueNode text && parse(text.Value, out var parsed) ? parsed : null;

        return value is not null;
    }

    public override ValueNode? FromJson(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && parse(json.GetString()!, out _)
            ? new StringValueNode(0, 0, json.GetString()!, block: false)
            : null;
}

internal static class TextParsers
{
    private static readonly string[] DateTimeFormats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static bool Uuid(string text, out Guid value) =>
        Guid.TryParse(text, CultureInfo.InvariantCulture, out value);

    // The format alone would also take offsets as +200 and +0200: RFC 3339 has two digits, a colon and two digits.
    public static bool DateTime(string text, out DateTimeOffset value) => DateTimeOffset.TryParseExact(
        text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
        && (text[^1] == 'Z' || (text[^3] == ':' && text[^6] is '+' or '-'));

    public static bool LocalDate(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
