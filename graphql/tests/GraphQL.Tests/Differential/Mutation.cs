using HotChocolate;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>Changes documents a little: most results are no longer valid, but nearly.</summary>
internal sealed class Mutation(Schema schema, Random random)
{
    private const string Characters = "{}()[]!$:=@|&\"\\.,#-+01eE_aé\u0000\u0007\u2028\uFEFF \n\r";

    private static readonly string[] Keywords =
    [
        "query", "mutation", "subscription", "fragment", "on", "true", "null", "type", "__typename", "__schema",
        "__type", "skip", "include", "deprecated", "unknown", "F0", "v0", "v1", "op", "if", "a", "n0",
    ];

    private static readonly string[] Punctuators =
        ["!", "$", "(", ")", "...", ":", "=", "@", "[", "]", "{", "}", "|", "&"];

    /// <summary>Leaves out, repeats, moves or replaces tokens.</summary>
    public void Change(List<string> tokens)
    {
        if (tokens.Count == 0)
        {
            return;
        }

        var at = random.Next(tokens.Count);
        var length = Math.Min(LengthAt(tokens, at), tokens.Count - at);
        switch (random.Next(20))
        {
            case 0:
                tokens.RemoveRange(at, length);
                break;
            case 1:
                tokens.InsertRange(at, tokens.GetRange(at, length));
                break;
            case 2:
                var moved = tokens.GetRange(at, length);
                tokens.RemoveRange(at, length);
                tokens.InsertRange(random.Next(tokens.Count + 1), moved);
                break;
            case 3:
                tokens.Insert(at, random.Pick(Punctuators));
                break;
            case 4:
                tokens.InsertRange(
                    at + 1, ["@", Name(), .. random.Once(2) ? (string[])["(", "if", ":", "true", ")"] : []]);
                break;
            case 5:
                tokens[at] = Samples.AnyLiteral(random);
                break;
            default:
                ReplaceName(tokens, at);
                break;
        }
    }

    /// <summary>Changes characters.</summary>
    public List<string> Break(string document)
    {
        List<string> pieces = [.. document.EnumerateRunes().Select(rune => rune.ToString())];
        for (var changes = random.Next(1, 4); changes > 0 && pieces.Count > 0; changes--)
        {
            var at = random.Next(pieces.Count);
            switch (random.Next(8))
            {
                case 0:
                    pieces.RemoveRange(at, pieces.Count - at);
                    break;
                case < 4:
                    pieces.RemoveAt(at);
                    break;
                default:
                    pieces.Insert(at, $"{random.Pick(Characters.ToCharArray())}");
                    break;
            }
        }

        return pieces;
    }

    private void ReplaceName(List<string> tokens, int at)
    {
        var place = tokens.FindIndex(at, IsName);
        if (place >= 0)
        {
            var other = random.Pick(tokens);
            tokens[place] = random.Once(2) || !IsName(other) ? Name() : other;
        }
    }

    private static bool IsName(string token) => char.IsAsciiLetter(token[0]) || token[0] == '_';

    private string Name() => random.Next(3) switch
    {
        0 => random.Pick(schema.Types).Name,
        1 when random.Pick(schema.Types) is FieldsType { Fields: var fields } => random.Pick(fields).Name,
        _ => random.Pick(Keywords),
    };

    /// <summary>The length of the group in brackets that starts here, else 1.</summary>
    private int LengthAt(List<string> tokens, int at)
    {
        if (tokens[at] is not ("{" or "(" or "[") || random.Once(2))
        {
            return random.Once(4) ? random.Next(1, 5) : 1;
        }

        var depth = 0;
        for (var i = at; i < tokens.Count; i++)
        {
            depth += tokens[i] is "{" or "(" or "[" ? 1 : tokens[i] is "}" or ")" or "]" ? -1 : 0;
            if (depth == 0)
            {
                return i - at + 1;
            }
        }

        return 1;
    }
}
