using System.Text;
using System.Text.Json;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using PeerProcesses;

namespace GraphQL.Tests.Language;

public sealed class ParserTests
{
    [NodeFact]
    public async Task Trees_and_syntax_errors_are_those_of_the_reference_implementation()
    {
        var file = await File.ReadAllTextAsync(
            System.IO.Path.Combine(AppContext.BaseDirectory, "Language", "documents.txt"));
        var written = file.Split("\n---\n");
        string[] documents =
        [
            .. written, "", "\uFEFF{ a }", "{ a }\uFEFF", "{\r\n  a\r  b(\r\n}", "{ a(s: \"\"\"x\r\ny\rz\"\"\") }",
            "{ a \0 }", "{ a(s: \"\u0007\") }", "{ a(s: \"\u2028\") }", "{ a \u2028 }", "\t{ a(s: \"\u007f\") }",
            .. Truncated(written[1]), .. Truncated(written[4]), .. Mutated(written, new Random(42)),
        ];

        var output = await Peer.NodeAsync("parse.mjs", JsonSerializer.Serialize(documents));
        var expected = JsonSerializer.Deserialize<string[]>(output)!;
        var differences = documents.Zip(expected)
            .Where(pair => Parse(pair.First) != pair.Second)
            .Select(pair =>
                $"{JsonSerializer.Serialize(pair.First)}\n  theirs: {pair.Second}\n  ours:   {Parse(pair.First)}")
            .ToList();

        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join("\n\n", differences.Take(20))}");
    }

    [Fact]
    public void Never_fails_otherwise_than_by_a_syntax_error()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            var text = "{ a(s: \"\"\" \\u{ } $é..."u8.ToArray();
            random.Shuffle(text);
            Assert.Null(Record.Exception(() => Attempt(bytes)));
            Assert.Null(Record.Exception(() => Attempt(text)));
        }
    }

    [Fact]
    public void Refuses_documents_beyond_its_limits()
    {
        Assert.Contains("nesting: 200", Refusal($"{Repeat("{a", 201)}{Repeat("}", 201)}"), StringComparison.Ordinal);
        Assert.Contains("nesting: 200", Refusal($"{{a(x:{Repeat("[", 100_000)}"), StringComparison.Ordinal);
        Assert.Contains("fields: 2048", Refusal($"{{{Repeat("a ", 2049)}}}"), StringComparison.Ordinal);
        Assert.Contains("directives at one place: 4", Refusal($"{{a {Repeat("@d ", 5)}}}"), StringComparison.Ordinal);
        Assert.Contains(
            "tokens: 3",
            Refusal("{a b}", new RequestParserOptions { MaxAllowedTokens = 3 }),
            StringComparison.Ordinal);
        Assert.Contains(
            "nodes: 1",
            Refusal("{a b}", new RequestParserOptions { MaxAllowedNodes = 1 }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_not_utf_8() =>
        Assert.Throws<SyntaxException>(() => Parser.Parse([0x7B, 0xFF, 0x7D], new()));

    private static string Refusal(string document, RequestParserOptions? options = null) =>
        Assert.Throws<SyntaxException>(
            () => Parser.Parse(Encoding.UTF8.GetBytes(document), options ?? new())).Message;

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void Attempt(byte[] bytes)
    {
        try
        {
            Parser.Parse(bytes, new());
        }
        catch (SyntaxException error)
        {
            Assert.True(error.Location.Line >= 1 && error.Location.Column >= 1);
        }
    }

    private static IEnumerable<string> Truncated(string document) =>
        Enumerable.Range(1, document.Length - 1).Select(length => document[..length]);

    private static IEnumerable<string> Mutated(string[] documents, Random random)
    {
        const string Inserts = "{}()[]!$:=@|&\"\\.,#-01eE_a\n ";
        for (var i = 0; i < 5_000; i++)
        {
            var text = new StringBuilder(documents[random.Next(documents.Length)]);
            for (var change = random.Next(1, 4); change > 0 && text.Length > 1; change--)
            {
                var at = random.Next(text.Length);
                if (char.IsAscii(text[at]) && random.Next(2) == 0)
                {
                    text.Remove(at, 1);
                }
                else if (!char.IsLowSurrogate(text[at]))
                {
                    text.Insert(at, Inserts[random.Next(Inserts.Length)]);
                }
            }

            // Definitions of types are no executable documents: they are refused as such, not parsed.
            if (!text.ToString().TrimStart().StartsWith("type", StringComparison.Ordinal))
            {
                yield return text.ToString();
            }
        }
    }

    private static string Parse(string text)
    {
        try
        {
            return TreePrinter.Print(Parser.Parse(Encoding.UTF8.GetBytes(text), new()));
        }
        catch (SyntaxException error)
        {
            return $"error {error.Location.Line}:{error.Location.Column}";
        }
    }
}
