using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>An integer within the range of its CLR type; whatever exceeds it is refused, never cut.</summary>
internal sealed class IntegerScalar<T>(string name) : ScalarType(name, typeof(T))
    where T : struct, IBinaryInteger<T>
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        var text = (literal as IntValueNode)?.Value;
        value = T.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

        return value is not null;
    }

    public override ValueNode? FromJson(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number
        && JsonNumber.ToInteger(json) is { } text
        && T.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? new IntValueNode(0, 0, text)
            : null;
}

internal static class JsonNumber
{
    /// <summary>The digits of a number without fraction, in whichever notation it came; else null.</summary>
    public static string? ToInteger(JsonElement json)
    {
        var raw = json.GetRawText();
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
        {
            return raw == "-0" ? "0" : raw;
        }

        var number = json.GetDouble();

        return Math.Abs(number) < 1e15 && Math.Truncate(number) == number
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
