using Shop.Contracts.Events;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders.Data;
using Shop.Orders.Features;

namespace Shop.Orders.Consumers;

internal sealed class InventoryUpdatedConsumer(OrdersDbContext db, SettleOrdersHandler settleOrders)
    : IConsumer<InventoryUpdated>
{
    public async Task ConsumeAsync(
        IReadOnlyList<Received<InventoryUpdated>> received, CancellationToken cancellationToken)
    {
        var levels = received.SelectMany(update => update.Message.Levels).Select(ProductCopy.From);
        await db.KeepNewerAsync([.. levels], cancellationToken);

        Settlement[] settlements =
        [
            .. from update in received
               let outcome = update.Message.Outcome
               where outcome is not null
               select new Settlement(outcome.OrderId, outcome.RejectionReason, update.Activity),
        ];
        if (settlements.Length > 0)
        {
            await settleOrders.HandleAsync(settlements, cancellationToken);
        }
    }
}
