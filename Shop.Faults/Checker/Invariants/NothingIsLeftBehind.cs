namespace Shop.Faults.Checker.Invariants;

/// <summary>Outboxes and queues are empty, those for retries included.</summary>
internal sealed class NothingIsLeftBehind : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop) =>
    [
        .. shop.Outboxes.Where(outbox => outbox.Value != 0)
            .Select(outbox => $"the outbox of {outbox.Key} has {outbox.Value} rows"),
        .. shop.Queues.Where(queue => queue.Value != 0)
            .Select(queue => $"the queue {queue.Key} has {queue.Value} messages"),
    ];
}
