using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Shop.Products.Data;
using Shop.Products.Features;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Products;

public sealed class CatalogueTests(ProductsFixture products) : IClassFixture<ProductsFixture>
{
    [Fact]
    public async Task Pages_through_all_products_that_are_not_deleted_in_the_order_of_their_ids()
    {
        var ids = new List<Guid>();
        for (var index = 0; index < 5; index++)
        {
            ids.Add((await products.AddProductAsync(stock: 1)).Id);
        }

        await products.UpdateInventoryAsync(ids[2], MovementReason.Deleted, 0);
        await using var db = products.Open();
        var handler = new GetProductsHandler(db);

        var found = new List<Guid>();
        IReadOnlyList<Product> page;
        do
        {
            page = await handler.HandleAsync(
                new GetProducts(First: 2, found.Count == 0 ? null : found[^1]), CancellationToken.None);
            found.AddRange(page.Select(product => product.Id));
        }
        while (page.Count > 0);

        Assert.Equal(ids.Where(id => id != ids[2]).Order(), found.Where(ids.Contains));
        Assert.Equal(found.Order(), found);
    }

    [Fact]
    public async Task A_replica_whose_clock_is_behind_adds_at_the_end_all_the_same()
    {
        var first = await products.AddProductAsync(stock: 1);
        var late = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-5));

        var second = await products.AddProductAsync(stock: 1, time: late);
        var third = await products.AddProductAsync(stock: 1, time: late);

        Assert.Equal([first.Id, second.Id, third.Id], new[] { third.Id, first.Id, second.Id }.Order());
        Assert.Equal([7, 7, 7], new[] { first.Id.Version, second.Id.Version, third.Id.Version });
    }

    [Fact]
    public async Task An_id_is_given_in_a_transaction_only()
    {
        await using var db = products.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.NextIdAsync<Product>(TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task Leaves_unknown_and_deleted_products_out_of_a_batch()
    {
        var mug = await products.AddProductAsync(stock: 1);
        var deleted = await products.AddProductAsync(stock: 1);
        await products.UpdateInventoryAsync(deleted.Id, MovementReason.Deleted, 0);
        await using var db = products.Open();

        var found = await new BatchGetProductsHandler(db)
            .HandleAsync([deleted.Id, mug.Id, Guid.CreateVersion7(), mug.Id], CancellationToken.None);

        Assert.Equal(mug.Id, Assert.Single(found).Id);
    }

    [Fact]
    public async Task Finds_a_product_as_it_was_added()
    {
        var mug = await products.AddProductAsync(stock: 3, price: int.MaxValue);
        await using var db = products.Open();

        var found = await new GetProductHandler(db).HandleAsync(mug.Id, CancellationToken.None);

        Assert.Equivalent(mug, found, strict: true);
    }

    [Fact]
    public async Task Does_not_find_unknown_products()
    {
        await using var db = products.Open();

        var refusal = await Assert.ThrowsAsync<RefusalException>(
            () => new GetProductHandler(db).HandleAsync(Guid.CreateVersion7(), CancellationToken.None));

        Assert.Equal(StatusCode.NotFound, refusal.Status);
    }
}
