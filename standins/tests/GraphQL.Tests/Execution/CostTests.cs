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
            """{"errors":[{"message":"The maximum allowed type cost was exceeded.","extensions":{"code":"HC0047","typeCost":1001,"maxTypeCost":1000}}]}""",
            await executor.RunAsync("{ books(first: 1000) { title } }"));
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed field cost was exceeded.","extensions":{"code":"HC0047","fieldCost":2260,"maxFieldCost":1000}}]}""",
            await executor.RunAsync("{ books(first: 500) { author { name } reviews { stars } similar(first: 1) { id: title } } }"));
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
        using var result = await executor.ExecuteAsync(request.Build());
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

    internal sealed class Broken
    {
        [ListSize(SlicingArguments = ["last"])]
        public IReadOnlyList<Book> Books(int? first) => [];
    }
}
