namespace Shop.Orders.Data;

internal enum OrderEventType
{
    Placed,
    Confirmed,
    Rejected,
    Cancelled,
}

internal sealed record OrderEvent(OrderEventType Type, DateTimeOffset At);
