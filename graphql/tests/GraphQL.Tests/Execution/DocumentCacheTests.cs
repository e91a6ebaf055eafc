using System.Text;
using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

public sealed class DocumentCacheTests : IAsyncLifetime
{
    private const int MaxSize = 1_000_000;

    private readonly DocumentCache _cache = new(MaxSize);
    private Schema _schema = null!;

    public async ValueTask InitializeAsync() =>
        _schema = (Schema)(await Executors.CreateAsync(builder => builder.AddQueryType<Query>())).Schema;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Keeps_no_more_bytes_than_it_may_and_what_is_used()
    {
        var (used, document) = Add(0);
        for (var number = 1; number < 4_000; number++)
        {
            Add(number);
            Assert.True(_cache.TryGet(used, out var kept));
            Assert.Same(document, kept);
            Assert.InRange(_cache.Size, 1, MaxSize + (2 * document.Size));
        }

        Assert.False(_cache.TryGet(Text(1), out _));
    }

    [Fact]
    public void Counts_the_plans_of_a_document_that_it_keeps()
    {
        var (_, document) = Add(0);
        var before = _cache.Size;

        var plan = document.GetOperation(null).PlanFor(VariableValues.None);

        Assert.Equal(before + PreparedOperation.Size + plan.Size, _cache.Size);
        Assert.Equal(_cache.Size, document.Size);
    }

    [Fact]
    public void Counts_nodes_and_not_only_bytes_of_text()
    {
        var plain = Parse("{ dog { name } }".PadRight(1_000));
        var many = Parse($"{{ dog {{ {string.Concat(Enumerable.Repeat("name ", 190))} }} }}".PadRight(1_000));

        Assert.InRange(many.Size, 10 * plain.Size, int.MaxValue);
    }

    private (byte[] Text, CachedDocument Document) Add(int number)
    {
        var text = Text(number);
        var document = new CachedDocument(_schema, Parse(Encoding.UTF8.GetString(text)), static _ => { });
        _cache.Add(text, document);

        return (text, document);
    }

    private static byte[] Text(int number) => Encoding.UTF8.GetBytes($"{{ dog {{ name }} }} # {number}");

    private static DocumentNode Parse(string text) =>
        Parser.Parse(Encoding.UTF8.GetBytes(text), new RequestParserOptions());

    internal sealed record Dog(string Name);

    internal sealed class Query
    {
        public Dog Dog => new("Rex");
    }
}
