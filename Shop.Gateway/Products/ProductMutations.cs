using HotChocolate.Authorization;
using Shop.Contracts.Products.V1;
using Shop.Gateway.Errors;

namespace Shop.Gateway.Products;

[ExtendObjectType(OperationTypeNames.Mutation)]
public sealed class ProductMutations
{
    [GraphQLDescription("For administrators.")]
    [Authorize]
    public async Task<Product> CreateProductAsync(
        CreateProduct input,
        ProductsService.ProductsServiceClient products,
        Catalogue catalogue,
        CancellationToken cancellationToken)
    {
        var response = await products.AddProductAsync(input.ToRequest(), cancellationToken: cancellationToken);
        catalogue.HasGrown();

        return response.Product.ToProduct();
    }

    [GraphQLDescription("For administrators.")]
    [Authorize]
    public async Task<InventoryUpdate> UpdateInventoryAsync(
        UpdateInventory input,
        ProductsService.ProductsServiceClient products,
        Catalogue catalogue,
        CancellationToken cancellationToken)
    {
        var response = await products
            .UpdateInventoryAsync(input.ToRequest(), cancellationToken: cancellationToken)
            .MapFieldAsync("operation", "type");
        catalogue.HasChanged(Guid.Parse(input.Id), response.Version);

        return new InventoryUpdate(Success: true);
    }
}
