using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL.Tests.Validation;
using PeerProcesses;

namespace GraphQL.Tests.Http;

/// <summary>The modules of the IDE page under Node.js, beside graphql-js.</summary>
public sealed class IdeLanguageTests
{
    [NodeFact]
    public async Task Tokens_errors_and_layout_are_those_of_the_reference_implementation()
    {
        var written = (await ReadAsync("Language")).Split("\n---\n");
        string[] documents = [.. written, .. await ValidationDocumentsAsync(), .. Mutated(written, new Random(42))];

        var answer = JsonNode.Parse(await Peer.NodeAsync("ide/syntax.mjs", JsonSerializer.Serialize(documents)))!;

        Assert.True((int)answer["counts"]!["layouts"]! > 500, answer["counts"]!.ToJsonString());
        Assert.Equal("[]", answer["differences"]!.ToJsonString());
    }

    [NodeFact]
    public async Task Marks_nothing_that_the_reference_implementation_takes()
    {
        var documents = await ValidationDocumentsAsync();

        var input = JsonSerializer.Serialize(new { sdl = ValidationSchema.Sdl, documents });
        var answer = JsonNode.Parse(await Peer.NodeAsync("ide/validation.mjs", input))!;

        Assert.Equal("[]", answer["differences"]!.ToJsonString());
        Assert.True((int)answer["found"]! >= 40, answer["missed"]!.ToJsonString());
    }

    [NodeTheory]
    [InlineData("completion")]
    [InlineData("schema")]
    [InlineData("history")]
    [InlineData("transport")]
    [InlineData("theme")]
    public async Task Modules_pass_their_tests(string name) =>
        Assert.Equal("passed", await Peer.NodeAsync($"ide/{name}.mjs", ValidationSchema.Sdl));

    private static async Task<string[]> ValidationDocumentsAsync() =>
        (await ReadAsync("Validation"))
        .Split("---", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Task<string> ReadAsync(string folder) =>
        File.ReadAllTextAsync(System.IO.Path.Combine(AppContext.BaseDirectory, folder, "documents.txt"));

    private static IEnumerable<string> Mutated(string[] documents, Random random)
    {
        const string Marks = "{}()[]\"$@!:=.#|& \n1a\\";
        for (var i = 0; i < 2000; i++)
        {
            var document = documents[random.Next(documents.Length)];
            var at = random.Next(document.Length + 1);
            yield return random.Next(2) == 0 || at == document.Length
                ? document.Insert(at, Marks[random.Next(Marks.Length)].ToString())
                : document.Remove(at, 1);
        }
    }
}
