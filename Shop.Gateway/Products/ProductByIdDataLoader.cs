using Shop.Contracts.Products.V1;

namespace Shop.Gateway.Products;

public sealed class ProductByIdDataLoader(
    ProductsService.ProductsServiceClient products, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : EntityByIdDataLoader<Product>(product => product.Id, batchScheduler, options)
{
    protected override async Task<IEnumerable<Product>> LoadChunkAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetProductsRequest { Ids = { ids } };
        var response = await products.BatchGetProductsAsync(request, cancellationToken: cancellationToken);

        return response.Products.Select(product => product.ToProduct());
    }
}
