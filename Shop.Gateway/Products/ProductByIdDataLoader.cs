namespace Shop.Gateway.Products;

public sealed class ProductByIdDataLoader(
    Catalogue catalogue, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : EntityByIdDataLoader<Product>(product => product.Id, batchScheduler, options)
{
    protected override Task<IReadOnlyList<Product>> LoadChunkAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        catalogue.GetProductsAsync(ids, cancellationToken).AsTask();
}
