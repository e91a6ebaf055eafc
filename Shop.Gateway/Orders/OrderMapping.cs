using Shop.Contracts.Orders.V1;
using Shop.ServiceDefaults.Errors;
using Contract = Shop.Contracts.Orders.V1.Order;
using ContractEventType = Shop.Contracts.Orders.V1.OrderEventType;
using ContractStatus = Shop.Contracts.Orders.V1.OrderStatus;

namespace Shop.Gateway.Orders;

internal static class OrderMapping
{
    public static Order ToOrder(this Contract order) => new(
        order.Id,
        order.UserId,
        order.Status.ToStatus(),
        order.RejectionReasonOrNull(),
        order.Quantity,
        order.PriceTotal,
        [.. order.Lines.Select(line => new OrderProduct(line.ProductId, line.Quantity, line.Price))],
        order.CreatedAt.ToDateTimeOffset(),
        [.. order.Events.Select(happened => new OrderEvent(happened.Type.ToType(), happened.At.ToDateTimeOffset()))]);

    public static AllOrdersOrder ToListedOrder(this Contract order) => new(
        order.Id,
        order.UserId,
        order.Status.ToStatus(),
        order.RejectionReasonOrNull(),
        order.Quantity,
        order.PriceTotal,
        order.CreatedAt.ToDateTimeOffset());

    public static GetOrdersRequest ToPageRequest(int? first, Guid? after)
    {
        var request = new GetOrdersRequest();
        if (first is not null)
        {
            request.First = first.Value;
        }

        if (after is not null)
        {
            request.After = after.Value.ToString();
        }

        return request;
    }

    public static PlaceOrderRequest ToRequest(this PlaceOrder input)
    {
        var request = new PlaceOrderRequest
        {
            Lines =
            {
                input.OrderProducts.Select((product, number) => new PlaceOrderLine
                {
                    ProductId = Input.Id(product.ProductId, $"order_products[{number}].product_id").ToString(),
                    Quantity = product.Quantity,
                }),
            },
        };
        if (input.IdempotencyKey is not null)
        {
            request.IdempotencyKey = input.IdempotencyKey;
        }

        return request;
    }

    private static string? RejectionReasonOrNull(this Contract order) =>
        order.RejectionReason.Length == 0 ? null : order.RejectionReason;

    private static OrderStatus ToStatus(this ContractStatus status) => status switch
    {
        ContractStatus.Pending => OrderStatus.Pending,
        ContractStatus.Confirmed => OrderStatus.Confirmed,
        ContractStatus.Rejected => OrderStatus.Rejected,
        ContractStatus.Cancelled => OrderStatus.Cancelled,
        _ => throw new InvalidOperationException($"The orders service sent the unknown status {status}."),
    };

    private static OrderEventType ToType(this ContractEventType type) => type switch
    {
        ContractEventType.Placed => OrderEventType.Placed,
        ContractEventType.Confirmed => OrderEventType.Confirmed,
        ContractEventType.Rejected => OrderEventType.Rejected,
        ContractEventType.Cancelled => OrderEventType.Cancelled,
        _ => throw new InvalidOperationException($"The orders service sent the unknown event {type}."),
    };
}
