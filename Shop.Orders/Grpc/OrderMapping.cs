using Google.Protobuf.WellKnownTypes;
using Shop.Contracts.Orders.V1;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Grpc;

internal static class OrderMapping
{
    public static Data.OrderLines ToLines(this PlaceOrderRequest request) =>
        Data.OrderLines.Of(
        [
            .. request.Lines.Select((line, number) =>
                new Data.NewOrderLine(Input.Id(line.ProductId, $"lines[{number}].product_id"), line.Quantity))
        ]);

    public static string? ToIdempotencyKey(this PlaceOrderRequest request)
    {
        if (!request.HasIdempotencyKey)
        {
            return null;
        }

        Input.Length(request.IdempotencyKey.Length, 1, Data.Order.MaxIdempotencyKeyLength, "idempotency_key");

        return request.IdempotencyKey.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new BadInputException("idempotency_key", "must be of printable ASCII characters.")
            : request.IdempotencyKey;
    }

    public static Order ToContract(this Data.Order order) => new()
    {
        Id = order.Id.ToString(),
        UserId = order.UserId.ToString(),
        Status = order.Status.ToContract(),
        RejectionReason = order.RejectionReason ?? "",
        Quantity = order.Quantity,
        PriceTotal = order.PriceTotal,
        Lines = { order.Lines.Select(ToContract) },
        CreatedAt = order.CreatedAt.ToTimestamp(),
        Events = { order.Events.Select(ToContract) },
    };

    private static OrderLine ToContract(this Data.OrderLine line) =>
        new() { ProductId = line.ProductId.ToString(), Quantity = line.Quantity, Price = line.Price };

    private static OrderStatus ToContract(this Data.OrderStatus status) => status switch
    {
        Data.OrderStatus.Pending => OrderStatus.Pending,
        Data.OrderStatus.Confirmed => OrderStatus.Confirmed,
        Data.OrderStatus.Rejected => OrderStatus.Rejected,
        Data.OrderStatus.Cancelled => OrderStatus.Cancelled,
        _ => OrderStatus.Unspecified,
    };

    private static OrderEvent ToContract(this Data.OrderEvent happened) =>
        new() { Type = happened.Type.ToContract(), At = happened.At.ToTimestamp() };

    private static OrderEventType ToContract(this Data.OrderEventType type) => type switch
    {
        Data.OrderEventType.Placed => OrderEventType.Placed,
        Data.OrderEventType.Confirmed => OrderEventType.Confirmed,
        Data.OrderEventType.Rejected => OrderEventType.Rejected,
        Data.OrderEventType.Cancelled => OrderEventType.Cancelled,
        _ => OrderEventType.Unspecified,
    };
}
