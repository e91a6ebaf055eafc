using System.Diagnostics;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.ServiceDefaults.Database;

namespace Shop.Products.Data;

/// <summary>
/// What orders do to the stock of products that are locked: written by the same few statements however many they are.
/// </summary>
internal sealed class StockChanges
{
    private readonly Dictionary<Guid, Product> _products = [];
    private readonly List<StockMovement> _movements = [];
    private readonly Dictionary<Guid, OrderDecision> _decisions = [];
    private readonly List<(InventoryUpdated, Activity?)> _events = [];

    /// <summary>Takes note of a product whose stock has changed, and why.</summary>
    public void Move(Product product, StockMovement movement)
    {
        _products[product.Id] = product;
        _movements.Add(movement);
    }

    /// <summary>Takes note of a decision that is new or was changed.</summary>
    public void Decide(OrderDecision decision) => _decisions[decision.OrderId] = decision;

    /// <summary>Takes note of an event, and of the span that it comes from.</summary>
    public void Tell(InventoryUpdated message, Activity? cause) => _events.Add((message, cause));

    /// <summary>Writes all of it, in the transaction of the context.</summary>
    public async Task WriteAsync(ProductsDbContext db, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(db);
        if (_products.Count > 0)
        {
            AddProducts(batch, [.. _products.Values]);
            AddMovements(batch);
        }

        if (_decisions.Count > 0)
        {
            AddDecisions(batch, [.. _decisions.Values]);
        }

        batch.Publish(_events);
        if (!batch.IsEmpty)
        {
            await batch.ExecuteAsync(cancellationToken);
        }
    }

    private static void AddProducts(StatementBatch batch, Product[] products) => batch.Add(
        """
        UPDATE products SET stock = changed.stock, version = changed.version
        FROM unnest($1, $2, $3) AS changed (id, stock, version)
        WHERE products.id = changed.id
        """,
        Array.ConvertAll(products, product => product.Id),
        Array.ConvertAll(products, product => product.Stock),
        Array.ConvertAll(products, product => product.Version));

    private static void AddDecisions(StatementBatch batch, OrderDecision[] decisions) => batch.Add(
        """
        INSERT INTO order_decisions (order_id, rejection_reason, decided_at, cancelled_at)
        SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (order_id) DO UPDATE SET cancelled_at = excluded.cancelled_at
        """,
        Array.ConvertAll(decisions, decision => decision.OrderId),
        Array.ConvertAll(decisions, decision => decision.RejectionReason),
        Array.ConvertAll(decisions, decision => decision.DecidedAt),
        Array.ConvertAll(decisions, decision => decision.CancelledAt));

    private void AddMovements(StatementBatch batch) => batch.Add(
        """
        INSERT INTO stock_movements (id, product_id, delta, reason, order_id, user_id, resulting_stock, at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        _movements.Select(movement => movement.Id).ToArray(),
        _movements.Select(movement => movement.ProductId).ToArray(),
        _movements.Select(movement => movement.Delta).ToArray(),
        _movements.Select(movement => movement.Reason.ToText()).ToArray(),
        _movements.Select(movement => movement.OrderId).ToArray(),
        _movements.Select(movement => movement.UserId).ToArray(),
        _movements.Select(movement => movement.ResultingStock).ToArray(),
        _movements.Select(movement => movement.At).ToArray());
}
