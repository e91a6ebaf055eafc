using Shop.Contracts;
using Shop.Contracts.Products.V1;
using Shop.Copies;

namespace Shop.Orders.Data;

internal sealed class ProductCopySource(ProductsService.ProductsServiceClient products, CopyStream stream)
    : ICopySource<ProductCopy>
{
    public string Service => ResourceNames.Products;

    public IAsyncEnumerable<IReadOnlyList<ProductCopy>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var request = new ExportProductsRequest { Ids = { ids.Select(id => id.ToString()) } };

        return stream.ReadAsync(
            Service,
            options => products.ExportProducts(request, options),
            page => page.Products.Select(ProductCopy.From),
            cancellationToken);
    }
}
