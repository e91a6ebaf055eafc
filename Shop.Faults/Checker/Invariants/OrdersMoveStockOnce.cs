namespace Shop.Faults.Checker.Invariants;

/// <summary>
/// A confirmed order has taken each of its lines once, a rejected one nothing; a cancelled one has taken nothing, or
/// taken each line once and returned it once - but for a product that had been deleted.
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

        foreach (var order in shop.Orders.Values.Where(order => !order.Is(OrderStatuses.Pending)))
        {
            var moved = movements[order.Id].ToArray();
            if (!IsRight(shop, order, moved))
            {
                yield return $"order {order.Id} is {order.Status} with {string.Join(", ", order.Lines)}"
                    + $" and has moved {Text(moved)}";
            }
        }
    }

    private static bool IsRight(ShopState shop, StoredOrder order, Movement[] moved)
    {
        var taken = order.Lines.Select(line => (line.ProductId, -line.Quantity, Movement.Order));
        var found = moved.Select(movement => (movement.ProductId, movement.Delta, movement.Reason)).ToArray();
        if (order.Is(OrderStatuses.Confirmed))
        {
            return Same(found, taken);
        }

        if (!order.Is(OrderStatuses.Cancelled) || found.Length == 0)
        {
            return found.Length == 0;
        }

        var returned = order.Lines
            .Where(line => !shop.Products[line.ProductId].Deleted
                || moved.Any(movement => movement.ProductId == line.ProductId && movement.Reason == Movement.Cancelled))
            .Select(line => (line.ProductId, line.Quantity, Movement.Cancelled));

        return Same(found, taken.Concat(returned));
    }

    private static bool Same(IEnumerable<(Guid, int, string)> found, IEnumerable<(Guid, int, string)> right) =>
        found.Order().SequenceEqual(right.Order());

    private static string Text(IEnumerable<Movement> movements) =>
        movements.Any() ? string.Join(", ", movements) : "nothing";
}
