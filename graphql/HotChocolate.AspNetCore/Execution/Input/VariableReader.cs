using System.Collections.Immutable;
using System.Text.Json;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>
/// Coerces one variable and collects what does not fit; the result counts only when nothing was added.
/// </summary>
internal sealed class VariableReader(DocumentNode document, VariableDefinitionNode node, List<IError> errors)
{
    private const int MaxErrors = 50;
    private const int MaxShown = 100;

    public ValueNode Coerce(GraphType type, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type.IsNonNull
                ? Refuse(path, json, $"Expected non-nullable type \"{type}\" not to be null.")
                : NullValueNode.Instance;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(list, json, path),
            ScalarType scalar => scalar.FromJson(json) ?? Refuse(path, json, $"{scalar} cannot represent this value."),
            EnumType members => json.ValueKind == JsonValueKind.String
                && members.Members.TryGet(json.GetString()!, out var member)
                ? new EnumValueNode(0, 0, member.Name)
                : Refuse(path, json, $"Value does not exist in \"{members}\" enum."),
            InputObjectType input => CoerceObject(input, json, path),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    private ListValueNode CoerceList(ListType list, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return new ListValueNode(0, 0, [Coerce(list.OfType, json, path)]);
        }

        var items = ImmutableArray.CreateBuilder<ValueNode>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            items.Add(Coerce(list.OfType, item, $"{path}[{items.Count}]"));
        }

        return new ListValueNode(0, 0, items.MoveToImmutable());
    }

    private ValueNode CoerceObject(InputObjectType input, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Refuse(path, json, $"Expected type \"{input}\" to be an object.");
        }

        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var field in input.Fields)
        {
            if (json.TryGetProperty(field.Name, out var value))
            {
                var literal = Coerce(field.Type, value, $"{path}.{field.Name}");
                fields.Add(new ObjectFieldNode(0, 0, new NameNode(0, 0, field.Name), literal));
            }
            else if (field.IsRequired)
            {
                Refuse(path, json, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!input.Fields.TryGet(property.Name, out _))
            {
                Refuse(path, json, $"Field \"{property.Name}\" is not defined by type \"{input}\".");
            }
        }

        if (input.IsOneOf)
        {
            CheckOneOf(input, fields, json, path);
        }

        return new ObjectValueNode(0, 0, fields.DrainToImmutable());
    }

    private void CheckOneOf(
        InputObjectType input,
        ImmutableArray<ObjectFieldNode>.Builder fields,
        JsonElement json,
        string path)
    {
        if (fields.Count != 1)
        {
            Refuse(path, json, $"Exactly one key must be given for OneOf type \"{input}\".");
        }

        if (fields.Count > 0 && json.GetProperty(fields[0].Name.Value).ValueKind == JsonValueKind.Null)
        {
            Refuse(path, json, $"Field \"{fields[0].Name.Value}\" must be non-null.");
        }
    }

    private NullValueNode Refuse(string path, JsonElement json, string reason)
    {
        if (errors.Count < MaxErrors)
        {
            var text = json.GetRawText();
            var length = Math.Min(text.Length, MaxShown);
            length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
            var shown = length < text.Length ? $"{text[..length]}…" : text;
            var at = path.AsSpan().IndexOfAny('.', '[') < 0 ? "" : $" at \"{path[1..]}\"";
            var message = $"Variable \"${node.Variable.Name.Value}\" got invalid value {shown}{at}; {reason}";
            errors.Add(VariableCoercion.ToError(document, node, message));
        }

        return NullValueNode.Instance;
    }
}
