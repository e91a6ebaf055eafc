namespace Shop.Faults.Checker.Invariants;

internal sealed class OrdersAreSettled : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop) => shop.Orders.Values
        .Where(order => order.Is(OrderStatuses.Pending))
        .Select(order => $"order {order.Id} is still {order.Status}");
}
