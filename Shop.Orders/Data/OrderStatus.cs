namespace Shop.Orders.Data;

internal enum OrderStatus
{
    Pending,
    Confirmed,
    Rejected,
    Cancelled,
}
