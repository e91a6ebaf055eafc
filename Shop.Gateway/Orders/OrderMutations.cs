using HotChocolate.Authorization;
using Shop.Contracts.Orders.V1;
using Shop.Gateway.Errors;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Orders;

[ExtendObjectType(OperationTypeNames.Mutation)]
public sealed class OrderMutations
{
    [GraphQLDescription("Answers with a PENDING order where the stock could not be taken in time.")]
    [Authorize]
    public async Task<Order> PlaceOrderAsync(
        PlaceOrder input, OrdersService.OrdersServiceClient orders, CancellationToken cancellationToken)
    {
        var response = await orders
            .PlaceOrderAsync(input.ToRequest(), cancellationToken: cancellationToken)
            .MapFieldAsync("lines", "order_products");

        return response.Order.ToOrder();
    }

    [GraphQLDescription("For the owner of an order that was not rejected; its stock is given back.")]
    [Authorize]
    public async Task<Order> CancelOrderAsync(
        [GraphQLType<NonNullType<IdType>>] string id,
        OrdersService.OrdersServiceClient orders,
        CancellationToken cancellationToken)
    {
        var request = new CancelOrderRequest { Id = Input.Id(id, "id").ToString() };
        var response = await orders.CancelOrderAsync(request, cancellationToken: cancellationToken);

        return response.Order.ToOrder();
    }
}
