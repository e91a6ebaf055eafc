using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;

namespace Shop.Products.Features;

internal sealed class ReserveStockHandler(
    ProductsDbContext db, AfterCommit afterCommit, ProductsMetrics metrics, TimeProvider time)
    : IConsumer<OrderPlaced>
{
    /// <summary>
    /// Takes all lines of an order out of the stock, or none, one order after the other as they came, in the
    /// transaction of the caller.
    /// </summary>
    public async Task ConsumeAsync(
        IReadOnlyList<Received<OrderPlaced>> received, CancellationToken cancellationToken)
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
            if (decisions.TryGetValue(order.OrderId, out var decision))
            {
                // Of a cancelled order there is nothing to take and nothing to answer: orders has had the last word.
                if (decision.CancelledAt is null)
                {
                    changes.Tell(new InventoryUpdated([], decision.ToOutcome(), now), activity);
                }

                continue;
            }

            decision = OrderDecision.Record(order.OrderId, RejectionReason(units, products), now);
            decisions[order.OrderId] = decision;
            var taken = decision.RejectionReason is null ? Take(products, units, order, changes, now) : [];
            changes.Decide(decision);
            changes.Tell(new InventoryUpdated(taken, decision.ToOutcome(), now), activity);
            afterCommit.Do(() => metrics.Decided(decision));
        }

        await changes.WriteAsync(db, cancellationToken);
    }

    private static string? RejectionReason(Dictionary<Guid, int> units, Dictionary<Guid, Product> products)
    {
        if (!units.Keys.All(id => products.TryGetValue(id, out var product) && product.DeletedAt is null))
        {
            return ErrorReasons.ProductUnavailable;
        }

        return units.All(line => products[line.Key].Has(line.Value)) ? null : ErrorReasons.OutOfStock;
    }

    private static List<ProductState> Take(
        Dictionary<Guid, Product> products, Dictionary<Guid, int> units, OrderPlaced order, StockChanges changes,
        DateTimeOffset now)
    {
        var taken = new List<ProductState>(units.Count);
        foreach (var (id, quantity) in units)
        {
            var product = products[id];
            var stockBefore = product.Stock;
            product.Subtract(quantity);
            changes.Move(product, StockMovement.Record(
                product, stockBefore, MovementReason.Order, order.UserId, now, order.OrderId));
            taken.Add(product.ToState());
        }

        return taken;
    }
}
