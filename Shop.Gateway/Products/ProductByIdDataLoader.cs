namespace Shop.Gateway.Products;

/// <summary>Loads the products that <see cref="Catalogue.Find"/> does not find.</summary>
public sealed class ProductByIdDataLoader(
    Catalogue catalogue, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : EntityByIdDataLoader<Product>(product => product.Id, batchScheduler, options)
{
    protected override Task<IReadOnlyList<Product>> LoadChunkAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        catalogue.AskForProductsAsync(ids, cancellationToken);
}
