using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Orders.Data;

namespace Shop.Orders.Features;

internal sealed record SettleOrder(Guid OrderId, string? RejectionReason);

internal sealed class SettleOrderHandler(OrdersDbContext db, OrdersMetrics metrics, TimeProvider time)
{
    public async Task HandleAsync(SettleOrder command, CancellationToken cancellationToken)
    {
        var order = await db.Orders.FindAsync([command.OrderId], cancellationToken)
            ?? throw new InvalidOperationException($"There is no order {command.OrderId} that could be settled.");

        if (order.Settle(command.RejectionReason, time.GetUtcNow()))
        {
            db.Publish(new OrderUpdated(order.Id, order.SettledAt!.Value));
            metrics.Settled(order);
        }
    }
}
