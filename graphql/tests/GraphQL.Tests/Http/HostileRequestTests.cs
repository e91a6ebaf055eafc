using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Http;

/// <summary>Requests that are made to hurt: each is answered, nearly all with an error, in little memory.</summary>
[Collection(AloneCollection.Name)]
public sealed class HostileRequestTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int MaxRequestBytes = 2_000_000;
    private const long MaxAllocatedBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private WebApplication? _app;

    public static TheoryData<string, HttpStatusCode, string> Requests => new()
    {
        { "deep selections", HttpStatusCode.BadRequest, "levels of nesting" },
        { "deep selections in a cycle of the schema", HttpStatusCode.BadRequest, "coordinate cycle depth" },
        { "deep list value", HttpStatusCode.BadRequest, "levels of nesting" },
        { "deep object value", HttpStatusCode.BadRequest, "levels of nesting" },
        { "deep list type", HttpStatusCode.BadRequest, "levels of nesting" },
        { "deep JSON variables", HttpStatusCode.BadRequest, "not valid JSON" },
        { "alias bomb", HttpStatusCode.BadRequest, "allowed number of fields" },
        { "costly aliases", HttpStatusCode.BadRequest, "field cost" },
        { "nested lists", HttpStatusCode.BadRequest, "cost was exceeded" },
        { "fragment cycle", HttpStatusCode.BadRequest, "The fragment" },
        { "exponential fragments", HttpStatusCode.BadRequest, "errors" },
        { "directive flood", HttpStatusCode.BadRequest, "directives" },
        { "unknown directives everywhere", HttpStatusCode.BadRequest, "The directive" },
        { "huge name", HttpStatusCode.BadRequest, "The type Query has no field" },
        { "huge string", HttpStatusCode.BadRequest, "errors" },
        { "huge number", HttpStatusCode.BadRequest, "errors" },
        { "huge comment", HttpStatusCode.OK, "data" },
        { "many tokens", HttpStatusCode.BadRequest, "errors" },
        { "many operations", HttpStatusCode.BadRequest, "errors" },
        { "many unknown fields", HttpStatusCode.BadRequest, "The type Query has no field" },
        { "many variable definitions", HttpStatusCode.BadRequest, "errors" },
        { "huge variable", HttpStatusCode.BadRequest, "got invalid value" },
        { "many variables", HttpStatusCode.OK, "data" },
        { "overlapping fields", HttpStatusCode.BadRequest, "errors" },
        { "introspection in a circle", HttpStatusCode.BadRequest, "introspection depth" },
        { "batch", HttpStatusCode.BadRequest, "Batches are not supported" },
    };

    public async ValueTask InitializeAsync()
    {
        _app = await GraphQLHost.StartAsync(
            builder => builder.AddTypeExtension<People>().DisableIntrospection(false)
                .ModifyParserOptions(options => options.MaxAllowedTokens = 20_000),
            maxRequestSize: MaxRequestBytes,
            secured: true);
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Answers_in_bounded_memory(string attack, HttpStatusCode expected, string message)
    {
        await PostAsync(BodyOf(attack));
        var body = BodyOf(attack);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();

        var (status, answer) = await PostAsync(body);

        watch.Stop();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        output.WriteLine(
            $"{attack,-45} {body.Length,9:N0} B in {watch.Elapsed.TotalMilliseconds,8:N1} ms, "
            + $"{allocated,12:N0} B allocated");
        Assert.Equal(expected, status);
        Assert.Contains(message, answer, StringComparison.Ordinal);
        Assert.True(answer.Length < 100_000, $"The answer has {answer.Length} characters.");
        Assert.InRange(allocated, 0, MaxAllocatedBytes);
    }

    private static string BodyOf(string attack) => attack switch
    {
        "deep selections" => Body(Nested("{ self ", "}", 100_000)),
        "deep selections in a cycle of the schema" => Body($"{{ person {Nested("{ self ", "}", 150, "{ name }")} }}"),
        "deep list value" => Body($"{{ tag(of: {Nested("[", "]", 100_000)}) }}"),
        "deep object value" => Body($"{{ tag(of: {Nested("{ a: ", "}", 100_000, "1")}) }}"),
        "deep list type" => Body($"query($v: {Nested("[", "]", 100_000, "Int")}) {{ tag(of: \"\") }}"),
        "deep JSON variables" => Body("{ __typename }", Nested("{\"a\":", "}", 100_000, "1")),
        "alias bomb" => Body($"{{ {Many(100_000, i => $"a{i}: __typename ")} }}"),
        "costly aliases" => Body($"{{ {Many(200, i => $"a{i}: people(first: 1) {{ name }} ")} }}"),
        "nested lists" => Body("{ people(first: 100) { friends { friends { name } } } }"),
        "fragment cycle" => Body("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
        "exponential fragments" => Body($"{{ ...F0 }} {Many(60, i =>
            $"fragment F{i} on Query {{ a{i}: person {{ ...P{i} }} ...F{i + 1} ...F{i + 1} }} "
            + $"fragment P{i} on Person {{ a: self {{ ...P{i + 1} }} b: self {{ ...P{i + 1} }} }} ")}"
            + "fragment F60 on Query { __typename } fragment P60 on Person { name }"),
        "directive flood" => Body($"{{ __typename {Many(100_000, _ => "@include(if: true) ")} }}"),
        "unknown directives everywhere" => Body($"{{ {Many(1_000, i => $"a{i}: __typename @a @b @c @d ")} }}"),
        "huge name" => Body($"{{ {new string('a', 1_000_000)} }}"),
        "huge string" => Body($"{{ tag(off: \"{new string('a', 1_000_000)}\") }}"),
        "huge number" => Body($"{{ people(first: {new string('9', 1_000_000)}) {{ name }} }}"),
        "huge comment" => Body($"{{ __typename }} #{new string('a', 1_000_000)}"),
        "many tokens" => Body($"{{ tag(of: \"\") {Many(500_000, _ => "! ")} }}"),
        "many operations" => Body(Many(30_000, i => $"query Q{i} {{ __typename }} ")),
        "many unknown fields" => Body($"{{ {Many(2_000, i => $"unknown{i} ")} }}"),
        "many variable definitions" => Body($"query({Many(4_000, i => $"$v{i}: Int ")}) {{ __typename }}"),
        "huge variable" => Body(
            "query($n: Int) { people(first: $n) { name } }", $"{{\"n\":\"{new string('9', 1_000_000)}\"}}"),
        "many variables" => Body("{ __typename }", $"{{{Many(100_000, i => $"\"v{i}\":{i},")}\"v\":0}}"),
        "overlapping fields" => Body($"{{ {Many(1_000, _ => "person { name } ")} person {{ name: age }} }}"),
        "introspection in a circle" => Body(
            $"{{ __schema {{ types {Nested("{ fields { type ", "} }", 40, "{ name }")} }} }}"),
        "batch" => $"[{Many(10_000, _ => $"{Body("{ __typename }")},")}{Body("{ __typename }")}]",
        _ => throw new ArgumentOutOfRangeException(nameof(attack)),
    };

    // No two documents are the same, so that none is known already.
    private static string Body(string query, string variables = "null") =>
        $"{{\"query\":\"{JsonEncodedText.Encode(query)} #{Guid.NewGuid()}\",\"variables\":{variables}}}";

    private static string Nested(string open, string close, int times, string inner = "") =>
        string.Concat(Enumerable.Repeat(open, times)) + inner + string.Concat(Enumerable.Repeat(close, times));

    private static string Many(int times, Func<int, string> part) =>
        string.Concat(Enumerable.Range(0, times).Select(part));

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _app!.GetTestClient().PostAsync(new Uri("/graphql", UriKind.Relative), content)
            .WaitAsync(Timeout);

        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [ExtendObjectType(OperationTypeNames.Query)]
    internal sealed class People
    {
        public Person Person => new("Ann", 30);

        public string Tag(string of) => of;

        [HotChocolate.CostAnalysis.Types.ListSize(
            AssumedSize = 100, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
        public Task<IReadOnlyList<Person>> GetPeopleAsync(int? first) =>
            Task.FromResult<IReadOnlyList<Person>>([new("Ann", 30)]);
    }

    internal sealed record Person(string Name, int Age)
    {
        public Person Self => this;

        [HotChocolate.CostAnalysis.Types.ListSize(AssumedSize = 100)]
        public IReadOnlyList<Person> Friends => [this];
    }
}

/// <summary>Tests that measure what the whole process allocates.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
