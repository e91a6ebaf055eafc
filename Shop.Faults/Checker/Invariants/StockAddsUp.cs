namespace Shop.Faults.Checker.Invariants;

/// <summary>
/// Confirmed quantities + stock = initial + added - removed, per product. What a cancelled order cannot give back,
/// because its product has been deleted, counts as sold.
/// </summary>
internal sealed class StockAddsUp : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop)
    {
        var confirmed = shop.Orders.Values
            .Where(order => order.Is(OrderStatuses.Confirmed))
            .SelectMany(order => order.Lines)
            .GroupBy(line => line.ProductId)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => (long)line.Quantity));
        var kept = shop.Movements
            .Where(movement => !movement.IsByHand
                && movement.OrderId is { } id && shop.Orders.GetValueOrDefault(id)?.Is(OrderStatuses.Cancelled) == true
                && shop.Products.GetValueOrDefault(movement.ProductId)?.Deleted == true)
            .ToLookup(movement => movement.ProductId, movement => -(long)movement.Delta);
        var byHand = shop.Movements
            .Where(movement => movement.IsByHand)
            .GroupBy(movement => movement.ProductId)
            .ToDictionary(movements => movements.Key, movements => movements.Sum(movement => (long)movement.Delta));

        foreach (var id in shop.Products.Keys.Union(confirmed.Keys))
        {
            var stock = shop.Products.GetValueOrDefault(id)?.Stock ?? 0;
            var sold = confirmed.GetValueOrDefault(id) + kept[id].Sum();
            var given = byHand.GetValueOrDefault(id);
            if (sold + stock != given)
            {
                yield return $"product {id}: {sold} sold and {stock} left, but {given} given";
            }
        }
    }
}
