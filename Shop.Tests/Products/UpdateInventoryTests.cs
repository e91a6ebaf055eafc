using Grpc.Core;
using Shop.Contracts;
using Shop.Products.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Products;

public sealed class UpdateInventoryTests(ProductsFixture products) : IClassFixture<ProductsFixture>
{
    [Fact]
    public async Task Writes_every_change_into_the_ledger()
    {
        var product = await products.AddProductAsync(stock: 5);

        await products.UpdateInventoryAsync(product.Id, MovementReason.Added, 4);
        await products.UpdateInventoryAsync(product.Id, MovementReason.Subtracted, 2);
        var state = await products.UpdateInventoryAsync(product.Id, MovementReason.Deleted, 0);

        Assert.Equal((0, true, 4L), (state.Stock, state.Deleted, state.Version));
        Assert.Equal(
            [
                (MovementReason.Created, 5, 5),
                (MovementReason.Added, 4, 9),
                (MovementReason.Subtracted, -2, 7),
                (MovementReason.Deleted, -7, 0),
            ],
            (await products.FindMovementsAsync(product.Id))
                .Select(movement => (movement.Reason, movement.Delta, movement.ResultingStock)));
    }

    [Fact]
    public async Task Loses_none_of_many_changes_at_once()
    {
        var product = await products.AddProductAsync(stock: 100);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => products.UpdateInventoryAsync(
            product.Id, index % 2 == 0 ? MovementReason.Added : MovementReason.Subtracted, 1 + index % 2)));

        var found = await products.FindProductAsync(product.Id);
        Assert.Equal((80, 41L), (found.Stock, found.Version));
        Assert.Equal(80, (await products.FindMovementsAsync(product.Id)).Sum(movement => movement.Delta));
    }

    [Fact]
    public async Task Changes_nothing_when_less_is_left_than_is_to_be_subtracted()
    {
        var product = await products.AddProductAsync(stock: 5);

        var refusal = await Assert.ThrowsAsync<RefusalException>(
            () => products.UpdateInventoryAsync(product.Id, MovementReason.Subtracted, 6));

        Assert.Equal((StatusCode.FailedPrecondition, ErrorReasons.OutOfStock), (refusal.Status, refusal.Reason));
        Assert.Equal((5, 1L), await StockAndVersionAsync(product.Id));
        Assert.Single(await products.FindMovementsAsync(product.Id));
    }

    [Fact]
    public async Task Knows_neither_unknown_nor_deleted_products()
    {
        var deleted = await products.AddProductAsync(stock: 5);
        await products.UpdateInventoryAsync(deleted.Id, MovementReason.Deleted, 0);

        foreach (var id in new[] { deleted.Id, Guid.CreateVersion7() })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(
                () => products.UpdateInventoryAsync(id, MovementReason.Added, 1));
            Assert.Equal((StatusCode.NotFound, ErrorReasons.NotFound), (refusal.Status, refusal.Reason));
        }
    }

    private async Task<(int Stock, long Version)> StockAndVersionAsync(Guid productId)
    {
        var product = await products.FindProductAsync(productId);

        return (product.Stock, product.Version);
    }
}
