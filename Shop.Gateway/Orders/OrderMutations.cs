using HotChocolate.Authorization;
using Shop.Contracts.Orders.V1;

namespace Shop.Gateway.Orders;

[ExtendObjectType(OperationTypeNames.Mutation)]
public sealed class OrderMutations
{
    [GraphQLDescription("Answers with a PENDING order where the stock could not be taken in time.")]
    [Authorize]
    public async Task<Order> PlaceOrderAsync(
        PlaceOrder input, OrdersService.OrdersServiceClient orders, CancellationToken cancellationToken)
    {
        var response = await orders.PlaceOrderAsync(input.ToRequest(), cancellationToken: cancellationToken);

        return response.Order.ToOrder();
    }
}
