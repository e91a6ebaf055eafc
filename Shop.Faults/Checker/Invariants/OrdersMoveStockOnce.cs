namespace Shop.Faults.Checker.Invariants;

/// <summary>
/// A confirmed order has taken each of its lines once, a rejected one nothing; a cancelled one has taken nothing, or
/// taken and returned each line once.
/// </summary>
internal sealed class OrdersMoveStockOnce : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop)
    {
        var movements = shop.Movements.Where(movement => !movement.IsByHand).ToLookup(movement => movement.OrderId);
        foreach (var unknown in movements.Where(group => group.Key is not { } id || !shop.Orders.ContainsKey(id)))
        {
            yield return $"order {unknown.Key} does not exist and has moved {Text(unknown)}";
        }

        foreach (var order in shop.Orders.Values.Where(order => !order.Is("PENDING")))
        {
            var moved = movements[order.Id].ToArray();
            if (!IsRight(order, moved))
            {
                yield return $"order {order.Id} is {order.Status} with {string.Join(", ", order.Lines)}"
                    + $" and has moved {Text(moved)}";
            }
        }
    }

    private static bool IsRight(StoredOrder order, Movement[] moved)
    {
        var taken = Sorted(order.Lines.Select(line => (line.ProductId, -line.Quantity, Movement.Order)));
        var returned = order.Lines.Select(line => (line.ProductId, line.Quantity, Movement.Cancelled));
        var found = Sorted(moved.Select(movement => (movement.ProductId, movement.Delta, movement.Reason)));
        return order.Is("CONFIRMED") ? found.SequenceEqual(taken)
            : order.Is("CANCELLED") ? found.Length == 0 || found.SequenceEqual(Sorted(taken.Concat(returned)))
            : found.Length == 0;
    }

    private static (Guid, int, string)[] Sorted(IEnumerable<(Guid, int, string)> movements) => [.. movements.Order()];

    private static string Text(IEnumerable<Movement> movements) =>
        movements.Any() ? string.Join(", ", movements) : "nothing";
}
