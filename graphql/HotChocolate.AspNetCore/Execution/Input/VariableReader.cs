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
    private const int MaxNameLength = 100;

    private bool IsFull => errors.Count >= MaxErrors;

    public ValueNode Coerce(GraphType type, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type.IsNonNull
                ? Refuse(path, $"Expected non-nullable type \"{type}\" not to be null.")
                : NullValueNode.Instance;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(list, json, path),
            ScalarType scalar => scalar.FromJson(json) ?? Refuse(path, $"{scalar} cannot represent this value."),
            EnumType members => json.ValueKind == JsonValueKind.String
                && members.Members.TryGet(json.GetString()!, out var member)
                ? new EnumValueNode(0, 0, member.Name)
                : Refuse(path, $"Value does not exist in \"{members}\" enum."),
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
            if (IsFull)
            {
                break;
            }
        }

        return new ListValueNode(0, 0, items.DrainToImmutable());
    }

    private ValueNode CoerceObject(InputObjectType input, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Refuse(path, $"Expected type \"{input}\" to be an object.");
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
                Refuse(path, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        foreach (var property in json.EnumerateObject())
        {
            if (IsFull)
            {
                break;
            }

            if (!input.Fields.TryGet(property.Name, out _))
            {
                Refuse(path, $"Field \"{Shorten(property.Name)}\" is not defined by type \"{input}\".");
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
            Refuse(path, $"Exactly one key must be given for OneOf type \"{input}\".");
        }

        if (fields.Count > 0 && json.GetProperty(fields[0].Name.Value).ValueKind == JsonValueKind.Null)
        {
            Refuse(path, $"Field \"{fields[0].Name.Value}\" must be non-null.");
        }
    }

    private static string Shorten(string name) => name.Length <= MaxNameLength ? name : $"{name[..MaxNameLength]}…";

    // The value is not quoted, for it may be a password.
    private NullValueNode Refuse(string path, string reason)
    {
        if (!IsFull)
        {
            var at = path.AsSpan().IndexOfAny('.', '[') < 0 ? "" : $" at \"{path[1..]}\"";
            var message = $"Variable \"${node.Variable.Name.Value}\" got invalid value{at}; {reason}";
            errors.Add(VariableCoercion.ToError(document, node, message));
        }

        return NullValueNode.Instance;
    }
}
