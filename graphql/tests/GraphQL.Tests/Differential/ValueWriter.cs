using System.Text.Json.Nodes;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>
/// Writes random values of a type: literals as tokens, and JSON for variables. A few do not suit the type.
/// </summary>
internal sealed class ValueWriter(Random random)
{
    private const int Wrong = 150;

    /// <summary>Names a variable for a place of the type, or is null where only constants may stand.</summary>
    public Func<GraphType, bool, string?>? Variable { get; set; }

    public void Write(
        List<string> tokens, GraphType type, bool hasDefault = false, bool constant = false, int depth = 0)
    {
        if (random.Once(Wrong))
        {
            tokens.Add(Samples.AnyLiteral(random));
        }
        else if (!constant && random.Once(4) && Variable?.Invoke(type, hasDefault) is { } variable)
        {
            tokens.AddRange("$", variable);
        }
        else if (!type.IsNonNull && (depth > 3 || random.Once(10)))
        {
            tokens.Add("null");
        }
        else
        {
            WritePresent(tokens, type.Nullable, constant, depth);
        }
    }

    private void WritePresent(List<string> tokens, GraphType type, bool constant, int depth)
    {
        switch (type)
        {
            case ListType list when random.Once(6):
                Write(tokens, list.OfType, hasDefault: false, constant, depth + 1);
                break;
            case ListType list:
                tokens.Add("[");
                for (var i = depth > 3 ? 0 : random.Next(4); i > 0; i--)
                {
                    Write(tokens, list.OfType, hasDefault: false, constant, depth + 1);
                }

                tokens.Add("]");
                break;
            case InputObjectType input:
                tokens.Add("{");
                foreach (var field in FieldsOf(input, depth))
                {
                    tokens.AddRange(field.Name, ":");
                    var place = input.IsOneOf ? new NonNullType(field.Type.Nullable) : field.Type;
                    Write(tokens, place, field.DefaultValue is not null, constant, depth + 1);
                }

                tokens.Add("}");
                break;
            case EnumType members:
                tokens.Add(random.Pick(members.Members).Name);
                break;
            default:
                tokens.Add(Samples.Literal(random, type.Named.Name));
                break;
        }
    }

    public JsonNode? Json(GraphType type, int depth = 0)
    {
        if (random.Once(Wrong))
        {
            return Samples.AnyValue(random);
        }

        if (!type.IsNonNull && (depth > 3 || random.Once(8)))
        {
            return null;
        }

        switch (type.Nullable)
        {
            case ListType list when random.Once(6):
                return Json(list.OfType, depth + 1);
            case ListType list:
                var count = depth > 3 ? 0 : random.Next(4);

                return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Json(list.OfType, depth + 1))]);
            case InputObjectType input:
                return new JsonObject(FieldsOf(input, depth).Select(field => KeyValuePair.Create(
                    field.Name, Json(input.IsOneOf ? new NonNullType(field.Type.Nullable) : field.Type, depth + 1))));
            case EnumType members:
                return random.Pick(members.Members).Name;
            default:
                return Samples.Value(random, type.Named.Name);
        }
    }

    private List<InputField> FieldsOf(InputObjectType input, int depth) => input.IsOneOf
        ? [depth > 2 ? input.Fields[0] : random.Pick(input.Fields)]
        : [.. input.Fields.Where(field => field.IsRequired || (depth < 3 && random.Once(3)))];
}
