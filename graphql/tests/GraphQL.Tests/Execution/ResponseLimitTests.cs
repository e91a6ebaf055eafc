using HotChocolate.CostAnalysis.Types;
using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

/// <summary>A small request does not get a huge answer.</summary>
public sealed class ResponseLimitTests
{
    private const string TooLarge =
        """{"errors":[{"message":"The response is larger than 4194304 bytes.","extensions":"""
        + """{"code":"RESPONSE_TOO_LARGE"}}]}""";

    [Fact]
    public async Task A_response_has_4_MiB_at_most()
    {
        var executor = await CreateAsync();

        var fits = await executor.RunAsync("{ texts(length: 40000, first: 100) }");
        var isLarger = await executor.RunAsync("{ texts(length: 42000, first: 100) }");
        var isLargerInFields = await executor.RunAsync($"{{ {Aliases(110, "text(length: 40000)")} }}");

        Assert.StartsWith("""{"data":{"texts":["xxx""", fits, StringComparison.Ordinal);
        Assert.Equal(TooLarge, isLarger);
        Assert.Equal(TooLarge, isLargerInFields);
    }

    [Fact]
    public async Task A_mutation_that_answers_too_much_says_so_after_it_was_executed()
    {
        var executor = await CreateAsync();

        Assert.Equal(TooLarge, await executor.RunAsync($"mutation {{ count {Aliases(110, "text(length: 40000)")} }}"));
        Assert.Equal("""{"data":{"count":2}}""", await executor.RunAsync("mutation { count }"));
    }

    [Fact]
    public async Task Writing_ends_with_its_request()
    {
        using var gone = new CancellationTokenSource();
        var executor = await CreateAsync(new Counter { OnTen = gone.Cancel });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => executor.ExecuteAsync(
                OperationRequestBuilder.New().SetDocument("{ endless }").Build(), gone.Token));
    }

    [Theory]
    [InlineData(5, "data")]
    [InlineData(6, "The maximum allowed leaf cost was exceeded.")]
    public async Task Leaves_within_lists_are_counted(int lists, string expected)
    {
        var executor = await CreateAsync(analyzesCost: true);
        var fields = Aliases(100, "title");

        var answer = await executor.RunAsync($"{{ {Aliases(lists, $"books(first: 100) {{ {fields} }}")} }}");

        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99, "data")]
    [InlineData(100, "The operation is too complex.")]
    public async Task A_plan_has_a_thousand_fields_at_most(int fields, string expected)
    {
        var executor = await CreateAsync();

        var answer = await executor.RunAsync(
            $"{{ {Aliases(10, "books(first: 1) { ...F }")} }} fragment F on Book {{ {Aliases(fields, "title")} }}");

        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    private static string Aliases(int count, string field) =>
        string.Concat(Enumerable.Range(0, count).Select(index => $"a{index}: {field} "));

    private static Task<IRequestExecutor> CreateAsync(Counter? counter = null, bool analyzesCost = false) =>
        Executors.CreateAsync(
            builder =>
            {
                builder.AddQueryType<Query>().AddMutationType<Mutation>();
                if (analyzesCost)
                {
                    builder.AddCostAnalyzer();
                }
            },
            services => services.AddSingleton(counter ?? new Counter()));

    internal sealed record Book(string Title);

    internal sealed class Counter
    {
        public int Value { get; set; }

        public Action OnTen { get; init; } = static () => { };
    }

    internal sealed class Query
    {
        public string Text(int length) => new('x', length);

        public IEnumerable<string> Texts(int length, int first) =>
            Enumerable.Repeat(new string('x', length), first);

        [ListSize(AssumedSize = 100, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
        public IEnumerable<Book> Books(int? first) => Enumerable.Repeat(new Book("a"), first ?? 100);

        public IEnumerable<int> Endless(Counter counter)
        {
            while (true)
            {
                if (++counter.Value == 10)
                {
                    counter.OnTen();
                }

                yield return counter.Value;
            }
        }
    }

    internal sealed class Mutation
    {
        public int Count(Counter counter) => ++counter.Value;

        public string Text(int length) => new('x', length);
    }
}
