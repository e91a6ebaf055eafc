using Grpc.Core;
using Shop.Products.Data;
using Shop.Products.Features;
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
