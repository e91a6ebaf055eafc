using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed class ReturnStockHandler(ProductsDbContext db, ProductsMetrics metrics, TimeProvider time)
    : IConsumer<OrderCancelled>
{
    /// <summary>Gives back, once, what a cancelled order had taken, in the transaction of its caller.</summary>
    public async Task ConsumeAsync(OrderCancelled order, CancellationToken cancellationToken)
    {
        var units = OrderUnits.ByProduct(order.Lines);
        var now = time.GetUtcNow();

        // Read after the locks, as ReserveStock does: whichever of the two comes second sees what the first decided.
        var products = await db.LockForOrderAsync(order.OrderId, [.. units.Keys], cancellationToken);
        var decision = await db.OrderDecisions.FindAsync([order.OrderId], cancellationToken);
        if (decision is null)
        {
            db.OrderDecisions.Add(OrderDecision.RecordCancelled(order.OrderId, now));

            return;
        }

        if (!decision.Cancel(now))
        {
            return;
        }

        // A product that was deleted meanwhile never sells again: its stock stays 0, so nothing moves.
        var offered = products.FindAll(product => product.DeletedAt is null);
        Return(offered, units, order, now);
        if (offered.Count > 0)
        {
            db.Publish(new InventoryUpdated([.. offered.Select(product => product.ToState())], Outcome: null, now));
        }

        metrics.Returned();
    }

    private void Return(List<Product> products, Dictionary<Guid, int> units, OrderCancelled order, DateTimeOffset now)
    {
        foreach (var product in products)
        {
            var stockBefore = product.Stock;
            product.Return(units[product.Id]);
            db.StockMovements.Add(StockMovement.Record(
                product, stockBefore, MovementReason.Cancelled, order.UserId, now, order.OrderId));
        }
    }
}
