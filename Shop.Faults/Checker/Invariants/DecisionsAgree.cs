namespace Shop.Faults.Checker.Invariants;

/// <summary>Products and orders tell the same of every order.</summary>
internal sealed class DecisionsAgree : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop)
    {
        foreach (var id in shop.Decisions.Keys.Where(id => !shop.Orders.ContainsKey(id)))
        {
            yield return $"order {id} was decided and does not exist";
        }

        // A cancelled order may have been decided either way, or not at all.
        foreach (var order in shop.Orders.Values.Where(
            order => order.Is(OrderStatuses.Confirmed) || order.Is(OrderStatuses.Rejected)))
        {
            if (!shop.Decisions.TryGetValue(order.Id, out var reason))
            {
                yield return $"order {order.Id} is {order.Status} and was never decided";
            }
            else if (reason != order.RejectionReason || order.Is(OrderStatuses.Rejected) != reason is not null)
            {
                yield return $"order {order.Id} is {order.Status} ({order.RejectionReason}), the decision was {reason}";
            }
        }
    }
}
