using Shop.Contracts.Products.V1;
using Shop.Gateway.Products.Cache;
using Contract = Shop.Contracts.Products.V1.Product;

namespace Shop.Gateway.Products;

/// <summary>Asks the products service.</summary>
internal sealed class CatalogueSource(ProductsService.ProductsServiceClient products, TimeProvider time)
{
    public async Task<CatalogueAnswer> AskForPageAsync(int first, Guid? after, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        var request = ProductMapping.ToPageRequest(first, after);
        var response = await products.GetProductsAsync(request, cancellationToken: cancellationToken);

        return ToAnswer(response.Products, isOpenEnded: response.Products.Count < first, askedAt);
    }

    /// <summary>An answer for each product that there is.</summary>
    public async Task<IReadOnlyList<CatalogueAnswer>> AskForProductsAsync(
        IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        var request = new BatchGetProductsRequest { Ids = { ids.Select(id => id.ToString()) } };
        var response = await products.BatchGetProductsAsync(request, cancellationToken: cancellationToken);

        return [.. response.Products.Select(product => ToAnswer([product], isOpenEnded: false, askedAt))];
    }

    private static CatalogueAnswer ToAnswer(IReadOnlyCollection<Contract> products, bool isOpenEnded, long askedAt) =>
        new(
            [.. products.Select(product => product.ToProduct())],
            [.. products.Select(product => (Guid.Parse(product.Id), product.Version))],
            isOpenEnded,
            askedAt);
}
