using Shop.Contracts.Events;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders.Data;
using Shop.Orders.Features;

namespace Shop.Orders.Consumers;

internal sealed class InventoryUpdatedConsumer(OrdersDbContext db, SettleOrderHandler settleOrder)
    : IConsumer<InventoryUpdated>
{
    public async Task ConsumeAsync(InventoryUpdated message, CancellationToken cancellationToken)
    {
        await db.KeepNewerAsync([.. message.Levels.Select(ProductCopy.From)], cancellationToken);

        if (message.Outcome is { } outcome)
        {
            await settleOrder.HandleAsync(new SettleOrder(outcome.OrderId, outcome.RejectionReason), cancellationToken);
        }
    }
}
