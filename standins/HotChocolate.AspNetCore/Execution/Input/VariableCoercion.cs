using System.Collections.Immutable;
using System.Text.Json;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Coerces the variables of a request to literals: specification, section 6.1.2.</summary>
internal sealed class VariableCoercion(Schema schema, DocumentNode document, OperationDefinitionNode operation)
{
    private readonly (VariableDefinitionNode Node, string Name, GraphType Type)[] _variables =
    [
        .. operation.Variables.Select(node => (
            node,
            node.Variable.Name.Value,
            schema.Resolve(node.Type) is { IsInput: true } type
                ? type
                : throw Refuse(document, node, $"Variable \"${node.Variable.Name.Value}\" is not of an input type."))),
    ];

    /// <exception cref="GraphQLException">A variable is missing or does not fit its type.</exception>
    public VariableValues Coerce(JsonElement? given)
    {
        if (_variables.Length == 0)
        {
            return VariableValues.None;
        }

        var values = new Dictionary<string, ValueNode>(_variables.Length, StringComparer.Ordinal);
        foreach (var (node, name, type) in _variables)
        {
            if (given is { } all && all.TryGetProperty(name, out var json))
            {
                values[name] = Coerce(type, json, node, $"${name}");
            }
            else if (node.DefaultValue is { } value)
            {
                values[name] = value;
            }
            else if (type.IsNonNull)
            {
                throw Refuse(
                    document, node, $"Variable \"${name}\" of required type \"{type}\" was not provided.");
            }
        }

        return new VariableValues(values);
    }

    private ValueNode Coerce(GraphType type, JsonElement json, VariableDefinitionNode node, string path)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type.IsNonNull
                ? throw Invalid(node, path, json, $"Expected non-nullable type \"{type}\" not to be null.")
                : NullValueNode.Instance;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(list, json, node, path),
            ScalarType scalar => scalar.FromJson(json)
                ?? throw Invalid(node, path, json, $"{scalar} cannot represent this value."),
            EnumType members => json.ValueKind == JsonValueKind.String && members.Members.TryGet(json.GetString()!, out var member)
                ? new EnumValueNode(0, 0, member.Name)
                : throw Invalid(node, path, json, $"Value does not exist in \"{members}\" enum."),
            InputObjectType input => CoerceObject(input, json, node, path),
            _ => throw new InvalidOperationException($"{type} is not an input type."),
        };
    }

    private ListValueNode CoerceList(ListType list, JsonElement json, VariableDefinitionNode node, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return new ListValueNode(0, 0, [Coerce(list.OfType, json, node, path)]);
        }

        var items = ImmutableArray.CreateBuilder<ValueNode>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            items.Add(Coerce(list.OfType, item, node, $"{path}[{items.Count}]"));
        }

        return new ListValueNode(0, 0, items.MoveToImmutable());
    }

    private ObjectValueNode CoerceObject(
        InputObjectType input,
        JsonElement json,
        VariableDefinitionNode node,
        string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Invalid(node, path, json, $"Expected type \"{input}\" to be an object.");
        }

        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var field in input.Fields)
        {
            if (json.TryGetProperty(field.Name, out var value))
            {
                var literal = Coerce(field.Type, value, node, $"{path}.{field.Name}");
                fields.Add(new ObjectFieldNode(0, 0, new NameNode(0, 0, field.Name), literal));
            }
            else if (field.IsRequired)
            {
                throw Invalid(
                    node, path, json, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!input.Fields.TryGet(property.Name, out _))
            {
                throw Invalid(node, path, json, $"Field \"{property.Name}\" is not defined by type \"{input}\".");
            }
        }

        return input.IsOneOf && (fields.Count != 1 || fields[0].Value is NullValueNode)
            ? throw Invalid(node, path, json, $"Exactly one non-null key must be given for OneOf type \"{input}\".")
            : new ObjectValueNode(0, 0, fields.DrainToImmutable());
    }

    private GraphQLException Invalid(VariableDefinitionNode node, string path, JsonElement json, string reason)
    {
        var text = json.GetRawText();
        var shown = text.Length > 100 ? $"{text[..100]}…" : text;
        return Refuse(
            document,
            node,
            path.Contains('.', StringComparison.Ordinal) || path.Contains('[', StringComparison.Ordinal)
                ? $"Variable \"${node.Variable.Name.Value}\" got invalid value {shown} at \"{path[1..]}\"; {reason}"
                : $"Variable \"{path}\" got invalid value {shown}; {reason}");
    }

    private static GraphQLException Refuse(DocumentNode document, VariableDefinitionNode node, string message) => new(
        ErrorBuilder.New().SetMessage(message).SetCode(ErrorCodes.InvalidVariable)
            .AddLocation(document.GetLocation(node)).Build());
}
