using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Shop.Contracts.Orders.V1;
using Shop.Orders.Features;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Grpc;

[Authorize]
internal sealed class OrdersGrpcService(
    GetOrderHandler getOrder,
    GetOrdersHandler getOrders,
    BatchGetOrdersHandler batchGetOrders,
    PlaceOrderHandler placeOrder,
    CancelOrderHandler cancelOrder)
    : OrdersService.OrdersServiceBase
{
    public override async Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var query = new GetOrder(Input.Id(request.Id, "id"), context.GetCaller());
        var order = await getOrder.HandleAsync(query, context.CancellationToken);

        return new GetOrderResponse { Order = order.ToContract() };
    }

    public override async Task<GetOrdersResponse> GetOrders(GetOrdersRequest request, ServerCallContext context)
    {
        var query = new GetOrders(
            context.GetCaller(),
            Input.PageSize(request.HasFirst ? request.First : null),
            Input.OptionalId(request.HasAfter ? request.After : null, "after"));
        var orders = await getOrders.HandleAsync(query, context.CancellationToken);

        return new GetOrdersResponse { Orders = { orders.Select(order => order.ToContract()) } };
    }

    public override async Task<BatchGetOrdersResponse> BatchGetOrders(
        BatchGetOrdersRequest request,
        ServerCallContext context)
    {
        var query = new BatchGetOrders(Input.Ids(request.Ids), context.GetCaller());
        var orders = await batchGetOrders.HandleAsync(query, context.CancellationToken);

        return new BatchGetOrdersResponse { Orders = { orders.Select(order => order.ToContract()) } };
    }

    public override async Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        var command = new PlaceOrder(
            context.GetCaller().UserId,
            request.ToLines(),
            request.ToIdempotencyKey(),
            new DateTimeOffset(DateTime.SpecifyKind(context.Deadline, DateTimeKind.Utc)));
        var order = await placeOrder.HandleAsync(command, context.CancellationToken);

        return new PlaceOrderResponse { Order = order.ToContract() };
    }

    public override async Task<CancelOrderResponse> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        var command = new CancelOrder(Input.Id(request.Id, "id"), context.GetCaller());
        var order = await cancelOrder.HandleAsync(command, context.CancellationToken);

        return new CancelOrderResponse { Order = order.ToContract() };
    }
}
