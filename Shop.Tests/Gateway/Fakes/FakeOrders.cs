using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shop.Contracts.Orders.V1;

namespace Shop.Tests.Gateway.Fakes;

/// <summary>An orders service that knows the orders it was given, and remembers what it was asked.</summary>
internal sealed class FakeOrders : OrdersService.OrdersServiceBase
{
    public static readonly DateTime CreatedAt = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    public FakeCalls Calls { get; } = new();

    public List<Order> Known { get; } = [];

    public Order Add(string userId, params IReadOnlyList<OrderLine> lines)
    {
        var order = new Order
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = userId,
            Status = OrderStatus.Confirmed,
            Quantity = lines.Sum(line => line.Quantity),
            PriceTotal = lines.Sum(line => line.Quantity * line.Price),
            Lines = { lines },
            CreatedAt = CreatedAt.ToTimestamp(),
            Events = { new OrderEvent { Type = OrderEventType.Placed, At = CreatedAt.ToTimestamp() } },
        };
        Known.Add(order);

        return order;
    }

    public override Task<GetOrdersResponse> GetOrders(GetOrdersRequest request, ServerCallContext context) =>
        Calls.Answer(request, context, new GetOrdersResponse { Orders = { Known } });

    public override Task<BatchGetOrdersResponse> BatchGetOrders(
        BatchGetOrdersRequest request, ServerCallContext context) =>
        Calls.Answer(
            request,
            context,
            new BatchGetOrdersResponse { Orders = { Known.Where(order => request.Ids.Contains(order.Id)) } });

    public override Task<CancelOrderResponse> CancelOrder(CancelOrderRequest request, ServerCallContext context)
    {
        var order = Known.Find(order => order.Id == request.Id);
        if (order is not null)
        {
            order.Status = OrderStatus.Cancelled;
            order.Events.Add(
                new OrderEvent { Type = OrderEventType.Cancelled, At = CreatedAt.AddHours(1).ToTimestamp() });
        }

        return Calls.Answer(request, context, new CancelOrderResponse { Order = order });
    }

    public override Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        var lines = request.Lines.Select(
            line => new OrderLine { ProductId = line.ProductId, Quantity = line.Quantity, Price = 250 });

        return Calls.Answer(
            request, context, new PlaceOrderResponse { Order = Add(Guid.CreateVersion7().ToString(), [.. lines]) });
    }
}
