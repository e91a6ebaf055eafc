using System.Collections.Concurrent;
using GreenDonut;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

public sealed class DataLoaderTests
{
    private readonly Batches _batches = new();

    [Fact]
    public async Task Fetches_the_keys_of_a_list_and_of_parallel_fields_in_one_batch()
    {
        var json = await RunAsync(
            "{ a: lines { product { name } } b: lines { product { name } } product(id: 7) { name } }");

        Assert.Equal(
            """{"data":{"a":[{"product":{"name":"p0"}},{"product":{"name":"p1"}},{"product":{"name":"p0"}}]"""
            + ""","b":[{"product":{"name":"p0"}},{"product":{"name":"p1"}},{"product":{"name":"p0"}}]"""
            + ""","product":{"name":"p7"}}}""",
            json);
        Assert.Equal(["0,1,7"], _batches.Keys);
    }

    [Fact]
    public async Task Fetches_each_level_in_one_batch()
    {
        await RunAsync("{ lines { product { related { related { name } } } } }");

        Assert.Equal(["0,1", "10,11", "20,21"], _batches.Keys);
    }

    [Fact]
    public async Task Fetches_keys_that_come_after_other_waiting()
    {
        var json = await RunAsync("{ late { name } }");

        Assert.Equal("""{"data":{"late":{"name":"p5"}}}""", json);
        Assert.Equal(["5"], _batches.Keys);
    }

    [Fact]
    public async Task Splits_batches_at_the_largest_size()
    {
        await RunAsync("{ many { name } }");

        Assert.Equal(["0,1,2,3", "4,5,6,7", "8,9"], _batches.Keys.Order());
    }

    [Fact]
    public async Task A_missing_key_is_null_and_a_failed_batch_an_error_of_each_field()
    {
        Assert.Equal("""{"data":{"product":null}}""", await RunAsync("{ product(id: 99) { name } }"));
        Assert.Equal(
            """{"data":{"a":null,"b":null},"errors":["""
            + """{"message":"No.","locations":[{"line":1,"column":3}],"path":["a"]},"""
            + """{"message":"No.","locations":[{"line":1,"column":31}],"path":["b"]}]}""",
            await RunAsync("{ a: product(id: -1) { name } b: product(id: -2) { name } }"));
    }

    [Fact]
    public async Task Requests_at_the_same_time_do_not_disturb_each_other()
    {
        var executor = await CreateAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(async i => (
            Id: i % 60,
            Json: await executor.RunAsync(
                $"{{ product(id: {i % 60}) {{ name related {{ name }} }} "
                + "late { name } lines { product { name } } }"))));

        Assert.All(results, result => Assert.Equal(
            $$$$"""{"data":{"product":{"name":"p{{{{result.Id}}}}","related":{"name":"p{{{{result.Id + 10}}}}"}}"""
            + ""","late":{"name":"p5"},"lines":["""
            + """{"product":{"name":"p0"}},{"product":{"name":"p1"}},{"product":{"name":"p0"}}]}}""",
            result.Json));
    }

    private async Task<string> RunAsync(string document) => await (await CreateAsync()).RunAsync(document);

    private Task<HotChocolate.Execution.IRequestExecutor> CreateAsync() => Executors.CreateAsync(
        builder => builder.AddQueryType<Query>().AddTypeExtension<ProductFields>().AddDataLoader<ProductLoader>(),
        services => services.AddSingleton(_batches));

    internal sealed class Batches
    {
        public ConcurrentQueue<string> Keys { get; } = new();
    }

    internal sealed record Product(int Id)
    {
        public string Name => $"p{Id}";
    }

    internal sealed record Line(int ProductId)
    {
        public Task<Product?> GetProductAsync(ProductLoader products, CancellationToken cancellationToken) =>
            products.LoadAsync(ProductId, cancellationToken);
    }

    internal sealed class Query
    {
        public IReadOnlyList<Line> Lines => [new(0), new(1), new(0)];

        public Task<Product?> ProductAsync(int id, ProductLoader products) => products.LoadAsync(id);

        public async Task<Product?> LateAsync(ProductLoader products)
        {
            await Task.Run(() => { });

            return await products.LoadAsync(5);
        }

        public async Task<IReadOnlyList<Product?>> ManyAsync(ProductLoader products) =>
            await products.LoadAsync([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    [ExtendObjectType<Product>]
    internal sealed class ProductFields
    {
        public async Task<Product> GetRelatedAsync([Parent] Product product, ProductLoader products) =>
            await products.LoadRequiredAsync(product.Id + 10);
    }

    internal sealed class ProductLoader(IBatchScheduler scheduler, Batches batches)
        : BatchDataLoader<int, Product>(scheduler, new DataLoaderOptions { MaxBatchSize = 4 })
    {
        protected override async Task<IReadOnlyDictionary<int, Product>> LoadBatchAsync(
            IReadOnlyList<int> keys,
            CancellationToken cancellationToken)
        {
            batches.Keys.Enqueue(string.Join(',', keys));
            await Task.Yield();

            return keys[0] < 0
                ? throw new GraphQLException("No.")
                : keys.Where(key => key < 99).Distinct().ToDictionary(key => key, key => new Product(key));
        }
    }
}
