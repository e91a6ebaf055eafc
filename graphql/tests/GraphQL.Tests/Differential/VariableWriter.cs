using System.Text.Json.Nodes;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>
/// Declares the variables of an operation as places for them come up, and gives most of them a value.
/// </summary>
internal sealed class VariableWriter(
    Random random, ValueWriter values, Action<List<string>, DirectiveLocation> directives)
{
    private readonly Dictionary<string, GraphType> _variables = new(StringComparer.Ordinal);

    public List<string> Definitions { get; } = [];

    public JsonObject Values { get; } = [];

    /// <summary>A variable that may stand at a place of the type, declared before or now.</summary>
    public string? Find(GraphType place, bool hasDefault)
    {
        foreach (var (known, type) in _variables)
        {
            if (random.Once(2) && type.Nullable.Is(place.Nullable) && (type.IsNonNull || !place.IsNonNull))
            {
                return known;
            }
        }

        var name = $"v{_variables.Count}";
        var declared = place.IsNonNull && hasDefault && random.Once(2) ? place.Nullable
            : !place.IsNonNull && random.Once(3) ? new NonNullType(place)
            : place;
        _variables.Add(name, declared);
        if (random.Once(40))
        {
            Definitions.Add(Samples.Literal(random, "String"));
        }

        Definitions.AddRange("$", name, ":");
        WriteType(Definitions, declared);
        var absent = random.Once(6);
        if (absent ? declared.IsNonNull : random.Once(8))
        {
            Definitions.Add("=");
            values.Write(Definitions, new NonNullType(declared.Nullable), constant: true);
        }

        directives(Definitions, DirectiveLocation.VariableDefinition);
        if (!absent || random.Once(30))
        {
            Values[name] = values.Json(declared);
        }

        return name;
    }

    private static void WriteType(List<string> tokens, GraphType type)
    {
        switch (type)
        {
            case NonNullType nonNull:
                WriteType(tokens, nonNull.OfType);
                tokens.Add("!");
                break;
            case ListType list:
                tokens.Add("[");
                WriteType(tokens, list.OfType);
                tokens.Add("]");
                break;
            default:
                tokens.Add(type.ToString()!);
                break;
        }
    }
}
