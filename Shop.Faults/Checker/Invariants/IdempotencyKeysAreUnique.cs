namespace Shop.Faults.Checker.Invariants;

/// <summary>A key of a user names one order.</summary>
internal sealed class IdempotencyKeysAreUnique : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop) => shop.Orders.Values
        .Where(order => order.IdempotencyKey is not null)
        .GroupBy(order => (order.UserId, order.IdempotencyKey))
        .Where(orders => orders.Count() > 1)
        .Select(orders => $"key '{orders.Key.IdempotencyKey}' of user {orders.Key.UserId} names orders "
            + string.Join(", ", orders.Select(order => order.Id)));
}
