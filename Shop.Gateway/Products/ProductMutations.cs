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
        CreateProduct input, ProductsService.ProductsServiceClient products, CancellationToken cancellationToken)
    {
        var response = await products.AddProductAsync(input.ToRequest(), cancellationToken: cancellationToken);

        return response.Product.ToProduct();
    }

    [GraphQLDescription("For administrators.")]
    [Authorize]
    public async Task<InventoryUpdate> UpdateInventoryAsync(
        UpdateInventory input, ProductsService.ProductsServiceClient products, CancellationToken cancellationToken)
    {
        await products
            .UpdateInventoryAsync(input.ToRequest(), cancellationToken: cancellationToken)
            .MapFieldAsync("operation", "type");

        return new InventoryUpdate(Success: true);
    }
}
