using System.Text;
using System.Text.Json;
using HotChocolate;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using HotChocolate.Validation;
using PeerProcesses;

namespace GraphQL.Tests.Validation;

/// <summary>The rules report errors where graphql-js does, and nowhere else.</summary>
public sealed class ReferenceValidationTests
{
    private static readonly Schema Schema = ValidationSchema.Build();

    [NodeFact]
    public async Task Errors_are_where_the_reference_implementation_sees_them()
    {
        var file = await File.ReadAllTextAsync(
            System.IO.Path.Combine(AppContext.BaseDirectory, "Validation", "documents.txt"));
        var documents = file.Split("---", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var output = await Peer.NodeAsync(
            "validate.mjs", JsonSerializer.Serialize(new { sdl = ValidationSchema.Sdl, documents }));
        var expected = JsonSerializer.Deserialize<string[][]>(output)!;

        var differences = documents
            .Select((document, index) => (document, Theirs: Sorted(expected[index]), Ours: Sorted(Validate(document))))
            .Where(pair => pair.Theirs != pair.Ours)
            .Select(pair => $"{pair.document}\n  theirs: {pair.Theirs}\n  ours:   {pair.Ours}")
            .ToList();

        Assert.True(expected.Count(errors => errors.Length > 0) > 40, "The corpus has too few broken documents.");
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    [Fact]
    public void A_document_of_mistakes_reports_a_hundred_of_them() =>
        Assert.Equal(
            100,
            Validate($"{{ {string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"unknown{i}"))} }}").Length);

    private static string[] Validate(string text)
    {
        var document = Parser.Parse(Encoding.UTF8.GetBytes(text), new RequestParserOptions());

        return
        [
            .. DocumentValidator.Validate(Schema, document).Select(error =>
                string.Join(' ', error.Locations!.Select(location => $"{location.Line}:{location.Column}"))),
        ];
    }

    private static string Sorted(IEnumerable<string> errors) => string.Join(", ", errors.Order(StringComparer.Ordinal));
}
