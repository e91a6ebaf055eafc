using System.Globalization;
using HotChocolate;
using HotChocolate.CostAnalysis.Types;
using HotChocolate.Execution;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

/// <summary>Costs as the GraphQL Cost Directives specification and the official documentation compute them.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData("{ book { title author { name } } }", 11, 3)]
    [InlineData("{ connection(first: 50) { edges { node { title author { name } } } } }", 111, 152)]
    [InlineData("{ books(first: 20) { title } }", 10, 21)]
    [InlineData("{ books { title } }", 10, 101)]
    [InlineData("{ books(first: null) { title } }", 10, 101)]
    [InlineData("{ books(first: 0) { title author { name } } }", 10, 1)]
    [InlineData("{ books(first: -5) { title author { name } } }", 10, 1)]
    [InlineData("{ books(first: 5) { reviews { stars } } }", 10 + (5 * 2.5), 21)]
    [InlineData("{ a: books(first: 2) { title } b: books(first: 3) { title } }", 20, 6)]
    [InlineData("{ books(first: 2) { title } ...More } fragment More on Query { books(first: 2) { title } }", 10, 3)]
    [InlineData("{ anything { ... on Book { author { name } } ... on Author { name } } }", 2, 3)]
    [InlineData("{ tags }", 1, 1)]
    [InlineData("{ __schema { types { name } } }", 2, 3)]
    public async Task Measures_operations(string document, double fieldCost, double typeCost)
    {
        var executor = await CreateAsync();

        Assert.Equal(Json(fieldCost, typeCost), await MeasureAsync(executor, document, null));
    }

    [Fact]
    public async Task Counts_the_size_that_a_variable_has_in_the_request()
    {
        var executor = await CreateAsync();
        const string document = "query($n: Int = 7) { books(first: $n) { title } }";

        Assert.Equal(Json(10, 4), await MeasureAsync(executor, document, new() { ["n"] = 3 }));
        Assert.Equal(Json(10, 51), await MeasureAsync(executor, document, new() { ["n"] = 50 }));
        Assert.Equal(Json(10, 8), await MeasureAsync(executor, document, []));
        Assert.Equal(Json(10, 101), await MeasureAsync(executor, document, new() { ["n"] = null }));
    }

    [Theory]
    [InlineData("""{ found(by: { name: "x" }) { title } }""", 1 + 1, 2)]
    [InlineData("""{ found(by: { name: "x", range: { from: 1, to: 2 } }) { title } }""", 1 + 1 + 1 + 4, 2)]
    [InlineData("{ found(by: { ranges: [{ from: 1 }, { to: 2 }] }, slowly: true) { title } }", 1 + 1 + 1 + 4 + 7, 2)]
    [InlineData("query($by: By, $slowly: Boolean) { found(by: $by, slowly: $slowly) { title } }", 1 + 1 + 1 + 4 + 7, 2)]
    [InlineData("query($range: Range) { found(by: { range: $range }) { title } }", 1 + 1 + 1, 2)]
    [InlineData("{ found(by: null) { title } }", 1 + 1, 2)]
    [InlineData("{ shelf { label kind } }", 1, 1 + 20 + 0.5)]
    public async Task Counts_arguments_what_is_in_them_and_the_weights_of_types(
        string document, double fieldCost, double typeCost)
    {
        var executor = await CreateAsync();
        var by = new { ranges = new object[] { new { from = 1 }, new { to = 2 } } };

        Assert.Equal(
            Json(fieldCost, typeCost),
            await MeasureAsync(executor, document, new() { ["by"] = by, ["slowly"] = true }));
    }

    [Fact]
    public async Task The_schema_tells_its_costs()
    {
        var sdl = (await CreateAsync()).Schema.ToString();

        foreach (var line in (string[])
        [
            """  book: Book @cost(weight: "10")""",
            "  books(first: Int): [Book!]! @cost(weight: \"10\") "
                + "@listSize(assumedSize: 100, slicingArguments: [\"first\"], requireOneSlicingArgument: false)",
            """  strict(first: Int): [Book!]! """
                + """@listSize(slicingArguments: ["first"], requireOneSlicingArgument: true)""",
            """  found(by: By, slowly: Boolean @cost(weight: "7")): Book""",
            """  from: Int! = 0 @cost(weight: "2")""",
            """type Shelf @cost(weight: "20") {""",
            """enum ShelfKind @cost(weight: "0.5") {""",
            ") on SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM | INPUT_FIELD_DEFINITION",
            "directive @listSize(",
            "  requireOneSlicingArgument: Boolean! = true",
        ])
        {
            Assert.Contains(line, sdl, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bounds_what_nested_lists_multiply_to()
    {
        var executor = await CreateAsync();
        var nested = string.Concat(Enumerable.Repeat("similar(first: 2147483647) { ", 100));

        var cost = await MeasureAsync(executor, $"{{ book {{ {nested} title {new string('}', 102)}", null);

        Assert.Equal(Json(1e15, 1e15), cost);
    }

    [Fact]
    public async Task Refuses_what_costs_more_than_it_may()
    {
        var executor = await CreateAsync();

        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed type cost was exceeded.","extensions":"""
            + """{"code":"HC0047","typeCost":1001,"maxTypeCost":1000}}]}""",
            await executor.RunAsync("{ books(first: 1000) { title } }"));
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed field cost was exceeded.","extensions":"""
            + """{"code":"HC0047","fieldCost":2260,"maxFieldCost":1000}}]}""",
            await executor.RunAsync(
                "{ books(first: 500) { author { name } reviews { stars } similar(first: 1) { id: title } } }"));
        Assert.Equal(
            """{"data":{"books":[]}}""", await executor.RunAsync("{ books(first: 999) { title } }"));
    }

    [Fact]
    public async Task Refuses_nothing_when_limits_are_not_enforced()
    {
        var executor = await CreateAsync(enforce: false);

        Assert.Equal("""{"data":{"books":[]}}""", await executor.RunAsync("{ books(first: 100000) { title } }"));
    }

    [Fact]
    public async Task Refuses_a_list_without_the_argument_that_it_needs()
    {
        var executor = await CreateAsync();

        var answer = await executor.RunAsync("{ strict { title } }");

        Assert.Contains("Exactly one slicing argument must be defined.", answer, StringComparison.Ordinal);
        Assert.Contains("HC0082", answer, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"strict":[]}}""", await executor.RunAsync("{ strict(first: 1) { title } }"));
    }

    [Fact]
    public async Task A_slicing_argument_that_is_missing_is_no_schema() => await Assert.ThrowsAsync<SchemaException>(
        () => Executors.CreateAsync(builder => builder.AddQueryType<Broken>()));

    private static Task<IRequestExecutor> CreateAsync(bool enforce = true) => Executors.CreateAsync(builder => builder
        .AddQueryType<Query>().AddType<Book>().AddType<Author>()
        .AddCostAnalyzer().ModifyCostOptions(options => options.EnforceCostLimits = enforce));

    private static async Task<string> MeasureAsync(
        IRequestExecutor executor,
        string document,
        Dictionary<string, object?>? variables)
    {
        var request = OperationRequestBuilder.New().SetDocument(document).SetVariableValues(variables).ValidateCost();
        await using var result = await executor.ExecuteAsync(request.Build());

        return result.ToJson();
    }

    private static string Json(double fieldCost, double typeCost) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"extensions\":{{\"operationCost\":{{\"fieldCost\":{fieldCost},\"typeCost\":{typeCost}}}}}}}");

    [UnionType("Anything")]
    internal interface IAnything;

    internal sealed record Author(string Name) : IAnything;

    internal sealed record Review(int Stars);

    internal sealed record Book(string Title, Author Author) : IAnything
    {
        [Cost(2.5), ListSize(AssumedSize = 3)]
        public IReadOnlyList<Review> Reviews => [];

        [ListSize(AssumedSize = 10, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
        public IReadOnlyList<Book> Similar(int? first) => [];
    }

    internal sealed record Edge(Book Node);

    internal sealed record Connection(IReadOnlyList<Edge> Edges);

    internal sealed class Query
    {
        public Task<Book?> GetBookAsync() => Task.FromResult<Book?>(null);

        public IAnything? Anything => null;

        public IReadOnlyList<string> Tags => [];

        public Book? Found(By? by, [Cost(7)] bool? slowly) => null;

        public Shelf Shelf => new("A", ShelfKind.Open);

        [ListSize(AssumedSize = 100, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
        public Task<IReadOnlyList<Book>> GetBooksAsync(int? first) => Task.FromResult<IReadOnlyList<Book>>([]);

        [ListSize(SlicingArguments = ["first"])]
        public IReadOnlyList<Book> Strict(int? first) => [];

        [ListSize(
            AssumedSize = 50,
            SlicingArguments = ["first", "last"],
            SizedFields = ["edges"],
            RequireOneSlicingArgument = false)]
        public Task<Connection> GetConnectionAsync(int? first, int? last) => Task.FromResult(new Connection([]));
    }

    [GraphQLName("By")]
    internal sealed record By(string? Name, Range? Range, IReadOnlyList<Range>? Ranges);

    [GraphQLName("Range")]
    internal sealed record Range([property: Cost(2)] int From = 0, [property: Cost(2)] int To = 0);

    [Cost(0.5)]
    internal enum ShelfKind
    {
        Open,
        Locked,
    }

    [Cost(20)]
    internal sealed record Shelf(string Label, ShelfKind Kind);

    internal sealed class Broken
    {
        [ListSize(SlicingArguments = ["last"])]
        public IReadOnlyList<Book> Books(int? first) => [];
    }
}
