using System.Diagnostics;
using Shop.Messaging;
using Shop.Orders.Data;

namespace Shop.Orders.Features;

/// <param name="OrderId">The order.</param>
/// <param name="RejectionReason">Null when it is confirmed.</param>
/// <param name="Cause">The span that brings the decision.</param>
internal sealed record Settlement(Guid OrderId, string? RejectionReason, Activity? Cause = null);

internal sealed class SettleOrdersHandler(
    OrdersDbContext db, AfterCommit afterCommit, OrderOutcomes outcomes, OrdersMetrics metrics, TimeProvider time)
{
    /// <summary>
    /// Settles orders that are not settled yet, in the transaction of its caller. Callers who wait in this process are
    /// woken once it is committed, those of other replicas by ORDERS_UPDATED.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such order.</exception>
    public async Task HandleAsync(IReadOnlyCollection<Settlement> settlements, CancellationToken cancellationToken)
    {
        // Whoever cancels an order at this moment comes before or after all of this.
        var orders = await db.LockOrdersAsync(
            [.. settlements.Select(settlement => settlement.OrderId)], cancellationToken);
        var now = time.GetUtcNow();
        var settled = new List<(Order Order, Activity? Cause)>();
        foreach (var (orderId, rejectionReason, cause) in settlements)
        {
            var order = orders.GetValueOrDefault(orderId)
                ?? throw new InvalidOperationException($"There is no order {orderId} that could be settled.");
            if (order.Settle(rejectionReason, now))
            {
                settled.Add((order, cause));
            }
        }

        if (settled is [var first, ..])
        {
            await db.UpdateSettledAsync([.. settled.Select(pair => pair.Order)], first.Cause, cancellationToken);
            afterCommit.Do(() => settled.ForEach(pair => Tell(pair.Order)));
        }
    }

    private void Tell(Order order)
    {
        metrics.Settled(order);
        outcomes.Wake(order.Id, order.ToProgress());
    }
}
