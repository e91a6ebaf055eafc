using Shop.Contracts.Products.V1;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Products;

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class ProductQueries
{
    [GraphQLDescription(
        "The catalogue, in the order in which it grew: the ids ascend; at most 100 at a time. Who goes on after the "
        + "last id that they have misses no product, however many are added meanwhile.")]
    [ListSize(AssumedSize = Input.MaxPageSize, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
    public async Task<IReadOnlyList<Product>> GetProductsAsync(
        int? first,
        [GraphQLType<IdType>] string? after,
        ProductsService.ProductsServiceClient products,
        CancellationToken cancellationToken)
    {
        var request = ProductMapping.ToPageRequest(first, Input.OptionalId(after, "after"));
        var response = await products.GetProductsAsync(request, cancellationToken: cancellationToken);

        return [.. response.Products.Select(product => product.ToProduct())];
    }

    public Task<Product> GetProductAsync(
        [GraphQLType<NonNullType<IdType>>] string id,
        ProductByIdDataLoader productById,
        CancellationToken cancellationToken) =>
        productById.LoadOrNotFoundAsync(Input.Id(id, "id"), cancellationToken);
}
