using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Products;

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class ProductQueries
{
    [GraphQLDescription(
        "The catalogue, in the order in which it grew: the ids ascend; at most 100 at a time. Who goes on after the "
        + "last id that they have misses no product, however many are added meanwhile.")]
    [ListSize(AssumedSize = Input.MaxPageSize, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
    public ValueTask<IReadOnlyList<Product>> GetProductsAsync(
        int? first,
        [GraphQLType<IdType>] string? after,
        Catalogue catalogue,
        CancellationToken cancellationToken) =>
        catalogue.GetPageAsync(Input.PageSize(first), Input.OptionalId(after, "after"), cancellationToken);

    public ValueTask<Product> GetProductAsync(
        [GraphQLType<NonNullType<IdType>>] string id,
        Catalogue catalogue,
        ProductByIdDataLoader productById,
        CancellationToken cancellationToken)
    {
        var productId = Input.Id(id, "id");

        return catalogue.Find(productId) is { } product
            ? new(product)
            : new(productById.LoadOrNotFoundAsync(productId, cancellationToken));
    }
}
