using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed class ReturnStockHandler(
    ProductsDbContext db, AfterCommit afterCommit, ProductsMetrics metrics, TimeProvider time)
    : IConsumer<OrderCancelled>
{
    /// <summary>Gives back, once, what a cancelled order had taken, in the transaction of its caller.</summary>
    public async Task ConsumeAsync(
        IReadOnlyList<Received<OrderCancelled>> received, CancellationToken cancellationToken)
    {
        var orders = received
            .Select(order => (order.Message, Units: OrderUnits.ByProduct(order.Message.Lines), order.Activity))
            .ToList();

        var (products, decisions) = await db.LockForOrdersAsync(
            orders.ConvertAll(order => (order.Message.OrderId, order.Units)), cancellationToken);

        var now = time.GetUtcNow();
        var changes = new StockChanges();
        foreach (var (order, units, activity) in orders)
        {
            if (!decisions.TryGetValue(order.OrderId, out var decision))
            {
                decisions[order.OrderId] = decision = OrderDecision.RecordCancelled(order.OrderId, now);
                changes.Decide(decision);
            }
            else if (decision.Cancel(now))
            {
                changes.Decide(decision);
                var returned = Return(products, units, order, changes, now);
                if (returned.Count > 0)
                {
                    changes.Tell(new InventoryUpdated(returned, Outcome: null, now), activity);
                }

                afterCommit.Do(metrics.Returned);
            }
        }

        await changes.WriteAsync(db, cancellationToken);
    }

    private static List<ProductState> Return(
        Dictionary<Guid, Product> products, Dictionary<Guid, int> units, OrderCancelled order, StockChanges changes,
        DateTimeOffset now)
    {
        var returned = new List<ProductState>(units.Count);
        foreach (var (id, quantity) in units)
        {
            // A product that was deleted meanwhile never sells again: its stock stays 0, so nothing moves.
            if (products.TryGetValue(id, out var product) && product.DeletedAt is null)
            {
                var stockBefore = product.Stock;
                product.Return(quantity);
                changes.Move(product, StockMovement.Record(
                    product, stockBefore, MovementReason.Cancelled, order.UserId, now, order.OrderId));
                returned.Add(product.ToState());
            }
        }

        return returned;
    }
}
