using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

public sealed class ProductsWarmUpTests(ProductsServiceFixture products) : IClassFixture<ProductsServiceFixture>
{
    [Fact]
    public async Task Nothing_is_left_of_the_order_that_is_tried()
    {
        var before = await TableRows.CountAsync(products.Database);

        await products.WarmUpAsync();

        Assert.Equal("0", before["products"]);
        Assert.Equal(before, await TableRows.CountAsync(products.Database));
    }
}
