using Shop.Contracts.Products.V1;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Products;

public sealed class ProductByIdDataLoader(
    ProductsService.ProductsServiceClient products, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : BatchDataLoader<Guid, Product>(batchScheduler, options)
{
    protected override async Task<IReadOnlyDictionary<Guid, Product>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(
            keys.Chunk(Input.MaxPageSize).Select(ids => GetProductsAsync(ids, cancellationToken)));

        return batches.SelectMany(batch => batch).ToDictionary(product => Guid.Parse(product.Id));
    }

    private async Task<IEnumerable<Product>> GetProductsAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetProductsRequest { Ids = { ids.Select(id => id.ToString()) } };
        var response = await products.BatchGetProductsAsync(request, cancellationToken: cancellationToken);

        return response.Products.Select(product => product.ToProduct());
    }
}
