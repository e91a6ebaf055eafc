using Shop.Gateway.Products;
using Shop.Gateway.Users;

namespace Shop.Gateway.Orders;

[ExtendObjectType<Order>]
public sealed class OrderExtensions
{
    [GraphQLDescription("Who ordered; null where the caller may not see that user.")]
    [Cost(JoinCost.Weight)]
    public Task<User?> GetUserAsync(
        [Parent] Order order, UserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(Guid.Parse(order.UserId), cancellationToken);
}

[ExtendObjectType<AllOrdersOrder>]
public sealed class AllOrdersOrderExtensions
{
    [GraphQLDescription("Who ordered; null where the caller may not see that user.")]
    [Cost(JoinCost.Weight)]
    public Task<User?> GetUserAsync(
        [Parent] AllOrdersOrder order, UserByIdDataLoader userById, CancellationToken cancellationToken) =>
        userById.LoadAsync(Guid.Parse(order.UserId), cancellationToken);
}

[ExtendObjectType<OrderProduct>]
public sealed class OrderProductExtensions
{
    [GraphQLDescription("The product as it is now; null when it has left the catalogue.")]
    [Cost(JoinCost.Weight)]
    public ValueTask<Product?> GetProductAsync(
        [Parent] OrderProduct line,
        Catalogue catalogue,
        ProductByIdDataLoader productById,
        CancellationToken cancellationToken)
    {
        var productId = Guid.Parse(line.ProductId);

        return catalogue.Find(productId) is { } product
            ? new(product)
            : new(productById.LoadAsync(productId, cancellationToken));
    }
}
