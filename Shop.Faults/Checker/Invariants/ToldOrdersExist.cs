namespace Shop.Faults.Checker.Invariants;

/// <summary>Every order that a client was told of is there, with the content and in a state that it was told.</summary>
internal sealed class ToldOrdersExist : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop)
    {
        foreach (var told in shop.Told.Orders)
        {
            if (!shop.Orders.TryGetValue(told.Id, out var order))
            {
                yield return $"order {told.Id} was told as {told.Status} and does not exist";
                continue;
            }

            if (!OrderStatuses.MayBecome(told.Status, order.Status.ToUpperInvariant()))
            {
                yield return $"order {told.Id} was told as {told.Status} and is {order.Status}";
            }

            if (told.Key is { } key && key != order.IdempotencyKey)
            {
                yield return $"order {told.Id} was told under the key '{key}' and has '{order.IdempotencyKey}'";
            }

            if (told.PriceTotal is { } total && total != order.PriceTotal)
            {
                yield return $"order {told.Id} was told to cost {total} and costs {order.PriceTotal}";
            }

            if (told.Lines is { } lines && !lines.SequenceEqual(order.Lines))
            {
                yield return $"order {told.Id} was told with {string.Join(", ", lines)}"
                    + $" and has {string.Join(", ", order.Lines)}";
            }
        }
    }
}
