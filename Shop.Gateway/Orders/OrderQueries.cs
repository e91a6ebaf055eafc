using HotChocolate.Authorization;
using Shop.Contracts.Orders.V1;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Orders;

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class OrderQueries
{
    [GraphQLDescription(
        "All orders for an administrator, their own for others; the newest first. The pages that follow the first one "
        + "have all orders that were there when it was read.")]
    [Authorize]
    [ListSize(AssumedSize = Input.MaxPageSize, SlicingArguments = ["first"], RequireOneSlicingArgument = false)]
    public async Task<IReadOnlyList<AllOrdersOrder>> GetOrdersAsync(
        int? first,
        [GraphQLType<IdType>] string? after,
        OrdersService.OrdersServiceClient orders,
        CancellationToken cancellationToken)
    {
        var request = OrderMapping.ToPageRequest(first, Input.OptionalId(after, "after"));
        var response = await orders.GetOrdersAsync(request, cancellationToken: cancellationToken);

        return [.. response.Orders.Select(order => order.ToListedOrder())];
    }

    [Authorize]
    public Task<Order> GetOrderAsync(
        [GraphQLType<NonNullType<IdType>>] string id,
        OrderByIdDataLoader orderById,
        CancellationToken cancellationToken) =>
        orderById.LoadOrNotFoundAsync(Input.Id(id, "id"), cancellationToken);
}
