using Shop.Contracts;
using Shop.Contracts.Products.V1;
using Shop.ServiceDefaults.Copies;

namespace Shop.Orders.Data;

internal sealed class ProductCopySource(ProductsService.ProductsServiceClient products, CopyStream stream) : ICopySource
{
    public string Table => "product_copies";

    public string Service => ResourceNames.Products;

    public IReadOnlyList<string> Columns { get; } = ["name", "price", "stock", "deleted", "version"];

    public string VersionColumn => "version";

    public IAsyncEnumerable<IReadOnlyList<CopyRow>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var request = new ExportProductsRequest { Ids = { ids.Select(id => id.ToString()) } };
        return stream.ReadAsync(
            this,
            options => products.ExportProducts(request, options),
            page => page.Products.Select(ToRow),
            cancellationToken);
    }

    private static CopyRow ToRow(ExportedProduct product) => new(
        Guid.Parse(product.Id), product.Name, product.Price, product.Stock, product.Deleted, product.Version);
}
