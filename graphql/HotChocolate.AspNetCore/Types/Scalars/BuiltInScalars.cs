using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HotChocolate.Language;

namespace HotChocolate.Types;

internal sealed class StringScalar() : ScalarType("String", typeof(string))
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        value = (literal as StringValueNode)?.Value;

        return value is not null;
    }

    public override ValueNode? FromJson(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? new StringValueNode(0, 0, json.GetString()!, block: false)
        : null;
}

internal sealed class IdScalar() : ScalarType("ID", typeof(string))
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        value = (literal as StringValueNode)?.Value ?? (literal as IntValueNode)?.Value;

        return value is not null;
    }

    public override ValueNode? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new StringValueNode(0, 0, json.GetString()!, block: false),
        JsonValueKind.Number => JsonNumber.ToInteger(json) is { } integer
            ? new StringValueNode(0, 0, integer, block: false)
            : null,
        _ => null,
    };
}

internal sealed class BooleanScalar() : ScalarType("Boolean", typeof(bool))
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        value = (literal as BooleanValueNode)?.Value;

        return value is not null;
    }

    public override ValueNode? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => new BooleanValueNode(0, 0, value: true),
        JsonValueKind.False => new BooleanValueNode(0, 0, value: false),
        _ => null,
    };
}

internal sealed class FloatScalar() : ScalarType("Float", typeof(double))
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        var text = (literal as FloatValueNode)?.Value ?? (literal as IntValueNode)?.Value;
        var parsed = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = parsed && double.IsFinite(number) ? number : null;

        return value is not null;
    }

    public override ValueNode? FromJson(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && double.IsFinite(json.GetDouble())
            ? new FloatValueNode(0, 0, json.GetRawText())
            : null;
}

internal sealed class DecimalScalar() : ScalarType("Decimal", typeof(decimal))
{
    public override bool TryParse(ValueNode literal, [NotNullWhen(true)] out object? value)
    {
        var text = (literal as FloatValueNode)?.Value ?? (literal as IntValueNode)?.Value;
        var parsed = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = parsed ? number : null;

        return parsed;
    }

    public override ValueNode? FromJson(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out _)
            ? new FloatValueNode(0, 0, json.GetRawText())
            : null;
}
