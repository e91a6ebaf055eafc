using System.Text.Json;
using HotChocolate.Language;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Coerces the variables of a request to literals: specification, section 6.1.2.</summary>
internal sealed class VariableCoercion(Schema schema, DocumentNode document, OperationDefinitionNode operation)
{
    private const int MaxMembers = 1000;

    private readonly (VariableDefinitionNode Node, string Name, GraphType Type)[] _variables =
    [
        .. operation.Variables.Select(node => (
            node,
            node.Variable.Name.Value,
            schema.Resolve(node.Type) is { IsInput: true } type
                ? type
                : throw new GraphQLException(
                    ToError(document, node, $"Variable \"${node.Variable.Name.Value}\" is not of an input type.")))),
    ];

    /// <exception cref="GraphQLException">A variable is missing or does not fit its type.</exception>
    public VariableValues Coerce(JsonElement? given)
    {
        if (_variables.Length == 0)
        {
            return VariableValues.None;
        }

        var members = Read(given);
        var values = new Dictionary<string, ValueNode>(_variables.Length, StringComparer.Ordinal);
        var errors = new List<IError>();
        foreach (var (node, name, type) in _variables)
        {
            if (members.TryGetValue(name, out var json))
            {
                values[name] = new VariableReader(document, node, errors).Coerce(type, json, $"${name}");
            }
            else if (node.DefaultValue is { } value)
            {
                values[name] = value;
            }
            else if (type.IsNonNull)
            {
                errors.Add(ToError(
                    document, node, $"Variable \"${name}\" of required type \"{type}\" was not provided."));
            }
        }

        return errors.Count == 0 ? new VariableValues(values) : throw new GraphQLException([.. errors]);
    }

    // Each member is looked at once, however many variables there are.
    private static Dictionary<string, JsonElement> Read(JsonElement? given)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (given is not { } all)
        {
            return members;
        }

        if (all.GetPropertyCount() > MaxMembers)
        {
            throw new GraphQLException(ErrorBuilder.New()
                .SetMessage($"More than {MaxMembers} variables are given.")
                .SetCode(ErrorCodes.InvalidVariable).Build());
        }

        foreach (var member in all.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }

    internal static IError ToError(DocumentNode document, VariableDefinitionNode node, string message) =>
        ErrorBuilder.New()
            .SetMessage(message).SetCode(ErrorCodes.InvalidVariable).AddLocation(document.GetLocation(node)).Build();
}
