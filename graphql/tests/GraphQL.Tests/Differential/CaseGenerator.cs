using System.Text.Json.Nodes;
using HotChocolate;

namespace GraphQL.Tests.Differential;

/// <summary>Makes the requests of a run: each follows from the seed and its number alone.</summary>
internal sealed class CaseGenerator(Schema schema)
{
    public Case Create(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var kind = random.Next(500) switch
        {
            0 => CaseKind.Huge,
            < 200 => CaseKind.Valid,
            < 350 => CaseKind.NearlyValid,
            < 425 => CaseKind.Invalid,
            _ => CaseKind.Malformed,
        };
        var (tokens, variables) = Write(random, kind == CaseKind.Huge ? 400 : 24);
        var mutation = new Mutation(schema, random);
        for (var changes = Changes(kind, random); changes > 0; changes--)
        {
            mutation.Change(tokens);
        }

        var pieces = Layout.Apply(tokens, random);

        return new Case(
            kind,
            kind == CaseKind.Malformed ? mutation.Break(string.Concat(pieces)) : pieces,
            variables,
            random.Once(8) ? random.Pick(["op", "op_1", "unknown"]) : null);
    }

    private (List<string> Tokens, JsonObject Variables) Write(Random random, int size)
    {
        var operations = random.Once(12) ? 2 : 1;
        List<string> tokens = [];
        JsonObject variables = [];
        for (var i = 0; i < operations; i++)
        {
            var operation = new OperationWriter(schema, random, i, size);
            tokens.AddRange(operation.Write(named: operations > 1));
            foreach (var (name, value) in operation.Variables)
            {
                variables[name] = value?.DeepClone();
            }
        }

        return (tokens, variables);
    }

    private static int Changes(CaseKind kind, Random random) => kind switch
    {
        CaseKind.NearlyValid => 1,
        CaseKind.Invalid => random.Next(2, 6),
        CaseKind.Huge when random.Once(3) => random.Next(20),
        _ => 0,
    };
}
