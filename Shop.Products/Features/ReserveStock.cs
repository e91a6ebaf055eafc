using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed class ReserveStockHandler(ProductsDbContext db, ProductsMetrics metrics, TimeProvider time)
    : IConsumer<OrderPlaced>
{
    /// <summary>Takes all lines of an order out of the stock, or none, in the transaction of its caller.</summary>
    public async Task ConsumeAsync(OrderPlaced order, CancellationToken cancellationToken)
    {
        var units = OrderUnits.ByProduct(order.Lines);
        var now = time.GetUtcNow();

        // The decision is read after the locks: a redelivery that waited for them sees what the first one committed.
        var products = await db.LockForOrderAsync(order.OrderId, [.. units.Keys], cancellationToken);
        var decision = await db.OrderDecisions.FindAsync([order.OrderId], cancellationToken);
        if (decision is { CancelledAt: not null })
        {
            // Orders has the last word on the order already, so there is nothing to take and nothing to answer.
            return;
        }

        if (decision is not null)
        {
            db.Publish(new InventoryUpdated([], decision.ToOutcome(), now));

            return;
        }

        decision = OrderDecision.Record(order.OrderId, RejectionReason(units, products), now);
        var taken = decision.RejectionReason is null ? products : [];
        Take(taken, units, order, now);

        db.OrderDecisions.Add(decision);
        db.Publish(new InventoryUpdated(
            [.. taken.Select(product => product.ToState())], decision.ToOutcome(), now));
        metrics.Decided(decision);
    }

    private static string? RejectionReason(Dictionary<Guid, int> units, List<Product> products)
    {
        if (products.Count(product => product.DeletedAt is null) < units.Count)
        {
            return ErrorReasons.ProductUnavailable;
        }

        return products.TrueForAll(product => product.Has(units[product.Id])) ? null : ErrorReasons.OutOfStock;
    }

    private void Take(List<Product> products, Dictionary<Guid, int> units, OrderPlaced order, DateTimeOffset now)
    {
        foreach (var product in products)
        {
            var stockBefore = product.Stock;
            product.Subtract(units[product.Id]);
            db.StockMovements.Add(StockMovement.Record(
                product, stockBefore, MovementReason.Order, order.UserId, now, order.OrderId));
        }
    }
}
