using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HotChocolate.Language;

/// <summary>Prints values and types in their canonical form.</summary>
internal static class SyntaxPrinter
{
    public static string Print(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => $"{Print(nonNull.Type)}!",
        ListTypeNode list => $"[{Print(list.Type)}]",
        NamedTypeNode named => named.Name.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static string Print(ValueNode value) => Append(new StringBuilder(), value).ToString();

    public static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static StringBuilder Append(StringBuilder text, ValueNode value) => value switch
    {
        VariableNode variable => text.Append('$').Append(variable.Name.Value),
        IntValueNode integer => text.Append(integer.Value),
        FloatValueNode number => text.Append(number.Value),
        StringValueNode quoted => text.Append(Quote(quoted.Value)),
        BooleanValueNode boolean => text.Append(boolean.Value ? "true" : "false"),
        NullValueNode => text.Append("null"),
        EnumValueNode member => text.Append(member.Value),
        ListValueNode list => AppendList(text, list),
        ObjectValueNode fields => AppendObject(text, fields),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static StringBuilder AppendList(StringBuilder text, ListValueNode list)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            Append(text.Append(i == 0 ? "" : ", "), list.Items[i]);
        }

        return text.Append(']');
    }

    private static StringBuilder AppendObject(StringBuilder text, ObjectValueNode value)
    {
        text.Append('{');
        for (var i = 0; i < value.Fields.Length; i++)
        {
            text.Append(i == 0 ? " " : ", ").Append(value.Fields[i].Name.Value).Append(": ");
            Append(text, value.Fields[i].Value);
        }

        return text.Append(value.Fields.IsEmpty ? "}" : " }");
    }
}
