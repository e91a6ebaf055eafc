using System.Text;
using HotChocolate;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using HotChocolate.Validation;

namespace GraphQL.Tests.Validation;

/// <summary>Documents made to be costly are judged or refused in a time that grows with their length only.</summary>
public sealed class BoundTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly Schema Schema = ValidationSchema.Build();

    public static TheoryData<string, string> Valid => new()
    {
        { "one name", $"{{ dog {{ {Repeat("name ", 100_000)} }} }}" },
        { "one name with arguments", $"{{ dog {{ {Repeat("isAt(x: 1, y: 2) isAt(y: 2, x: 1) ", 20_000)} }} }}" },
        { "one name with subfields", $"{{ {Repeat("dog { owner { name pets { name } } } ", 20_000)} }}" },
        { "many names", $"{{ dog {{ {Many(i => $"n{i}: name ", 50_000)} }} }}" },
        {
            "objects in turn",
            $"{{ pet {{ {Repeat("... on Dog { x: barks } ... on Cat { x: meows } name ", 10_000)} }} }}"
        },
        {
            "one fragment in many places",
            $"{{ {Repeat("dog { ...F } ", 20_000)} }} fragment F on Dog {{ name owner {{ name }} }}"
        },
        { "deep", $"{{ human(id: 1) {{ {Repeat("relatives { ", 190)} name {Repeat("} ", 190)} }} }}" },
    };

    public static TheoryData<string, string> Invalid => new()
    {
        { "conflicts", $"{{ dog {{ {Many(i => $"x: {(i % 2 == 0 ? "name" : "nickname")} ", 20_000)} }} }}" },
        { "conflicting arguments", $"{{ dog {{ {Many(i => $"isAt(x: {i}) ", 20_000)} }} }}" },
        {
            "deep conflicts",
            $"{{ {Many(i => $"dog {{ owner {{ x: name(surname: {(i % 2 == 0 ? "true" : "false")}) }} }} ", 10_000)} }}"
        },
        {
            "chain of fragments",
            $"{{ dog {{ ...F0 }} }} {Many(i => $"fragment F{i} on Dog {{ name ...F{i + 1} }} ", 20_000)}"
        },
        {
            "circle of fragments",
            "{ dog { ...F0 } } "
            + Many(i => $"fragment F{i} on Dog {{ ...F{(i + 1) % 20_000} name }} ", 20_000)
        },
        {
            "all fragments in each",
            "{ dog { ...F0 } } "
            + Many(i => $"fragment F{i} on Dog {{ x: isAt(x: {i}) {Many(j => $"...F{j} ", 300)} }} ", 300)
        },
        {
            "operations with one variable",
            Many(i => $"query q{i} {{ ...F }} ", 10_000)
            + $" fragment F on Query {{ {Repeat("ids(id: $v) ", 2_000)} }}"
        },
        {
            "doubling",
            "{ dog { ...F0 } } "
            + Many(i => $"fragment F{i} on Dog {{ a: parents {{ ...F{i + 1} }} b: parents {{ ...F{i + 1} }} }} ", 1_000)
        },
        { "arguments", $"{{ ids({Repeat("id: 1 ", 100_000)}) }}" },
        { "fields of an object", $"{{ find(filter: {{ {Repeat("text: \"a\" ", 100_000)} }}) {{ name }} }}" },
        { "variables", $"query({Many(i => $"$v{i}: Int ", 100_000)}) {{ ints }}" },
        { "one variable", $"query({Repeat("$v: Int ", 100_000)}) {{ ints }}" },
        { "directives", $"{{ dog @onField {Repeat("@onField ", 50_000)} {{ name }} }}" },
        { "operations", Many(_ => "{ dog { name } } ", 20_000) },
        { "unknown everything", $"{{ {Many(i => $"a{i}(b: $c) @d {{ ...E }} ", 20_000)} }}" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task Accepts_a_long_valid_document(string name, string document) =>
        Assert.True(await ValidateAsync(document) is [], name);

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Refuses_a_long_invalid_document(string name, string document) =>
        Assert.True(await ValidateAsync(document) is { Count: >= 1 and <= 100 }, name);

    private static Task<IReadOnlyList<IError>> ValidateAsync(string text) => Task.Run(() =>
    {
        var options = new RequestParserOptions
        {
            MaxAllowedFields = int.MaxValue,
            MaxAllowedDirectives = int.MaxValue,
            MaxAllowedVariables = int.MaxValue,
        };

        return DocumentValidator.Validate(Schema, Parser.Parse(Encoding.UTF8.GetBytes(text), options));
    }).WaitAsync(Timeout);

    private static string Repeat(string text, int count) => Many(_ => text, count);

    private static string Many(Func<int, string> text, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(text));
}
