using Shop.Contracts.Products.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

public sealed class FollowTheCatalogueTests(ProductsServiceFixture products) : IClassFixture<ProductsServiceFixture>
{
    [Fact]
    public async Task Who_follows_the_catalogue_while_many_add_to_it_misses_nothing()
    {
        var (added, seen) = await Following.RunAsync(
            rounds: 25,
            async () => (await products.AddProductAsync(stock: 1)).Id,
            async after =>
            {
                var request = new GetProductsRequest { First = 100 };
                if (after is not null)
                {
                    request.After = after;
                }

                var page = await products.Client.GetProductsAsync(request, TokenForge.Anonymous);

                return [.. page.Products.Select(product => product.Id)];
            });

        Assert.Equal(added.Order(StringComparer.Ordinal), seen);
    }
}
