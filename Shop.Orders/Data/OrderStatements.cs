using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.ServiceDefaults.Database;

namespace Shop.Orders.Data;

/// <summary>What is done to many orders at once, by the same few statements however many they are.</summary>
internal static class OrderStatements
{
    /// <summary>
    /// Writes new orders, each with its ORDER_PLACED, in the transaction of the context: all but those whose
    /// idempotency key another order of the user has.
    /// </summary>
    /// <returns>The ids of the orders that were written.</returns>
    public static async Task<HashSet<Guid>> InsertOrdersAsync(
        this OrdersDbContext db,
        IReadOnlyCollection<(Order Order, Activity? Cause)> placed,
        CancellationToken cancellationToken)
    {
        await using var orders = new StatementBatch(db);
        AddOrders(orders, [.. placed.Select(pair => pair.Order)]);
        // Without keys nothing keeps an order from being written, and one round trip does for all of it.
        var isCertain = placed.All(pair => pair.Order.IdempotencyKey is null);
        if (isCertain)
        {
            AddDetails(orders, placed);
        }

        var ids = (await orders.ReadAsync(static row => row.GetGuid(0), cancellationToken)).ToHashSet();
        if (!isCertain && ids.Count > 0)
        {
            await using var details = new StatementBatch(db);
            AddDetails(details, placed.Where(pair => ids.Contains(pair.Order.Id)));
            await details.ExecuteAsync(cancellationToken);
        }

        return ids;
    }

    /// <summary>Locks orders until the transaction ends, in the order of their ids; they are not tracked.</summary>
    public static Task<Dictionary<Guid, Order>> LockOrdersAsync(
        this OrdersDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.LockOrders([.. ids]).AsNoTracking().ToDictionaryAsync(order => order.Id, cancellationToken);

    /// <summary>Writes what was decided about orders that are locked, and tells it to whoever waits.</summary>
    /// <param name="db">Whose transaction it is.</param>
    /// <param name="settled">The orders, which were settled at the same time.</param>
    /// <param name="cause">The span that the event is told to have come from.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public static async Task UpdateSettledAsync(
        this OrdersDbContext db, Order[] settled, Activity? cause, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(db);
        batch.Add(
            """
            UPDATE orders
            SET status = settled.status, rejection_reason = settled.rejection_reason, settled_at = settled.settled_at
            FROM unnest($1, $2, $3, $4) AS settled (id, status, rejection_reason, settled_at)
            WHERE orders.id = settled.id
            """,
            Array.ConvertAll(settled, order => order.Id),
            Array.ConvertAll(settled, order => order.Status.ToString()),
            Array.ConvertAll(settled, order => order.RejectionReason),
            Array.ConvertAll(settled, order => order.SettledAt));
        var changes = Array.ConvertAll(settled, order => order.ToChange());
        batch.Publish([(new OrdersUpdated(changes, settled[0].SettledAt!.Value), cause)]);
        await batch.ExecuteAsync(cancellationToken);
    }

    /// <summary>What may have changed of an order.</summary>
    public static Task<OrderProgress> ReadProgressAsync(
        this OrdersDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Orders
            .Where(order => order.Id == id)
            .Select(order => new OrderProgress(
                order.Status, order.RejectionReason, order.SettledAt, order.CancelledAt))
            .SingleAsync(cancellationToken);

    private static void AddOrders(StatementBatch batch, Order[] orders) => batch.Add(
        """
        INSERT INTO orders (id, user_id, status, quantity, price_total, idempotency_key, created_at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (user_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
        RETURNING id
        """,
        Array.ConvertAll(orders, order => order.Id),
        Array.ConvertAll(orders, order => order.UserId),
        Array.ConvertAll(orders, order => order.Status.ToString()),
        Array.ConvertAll(orders, order => order.Quantity),
        Array.ConvertAll(orders, order => order.PriceTotal),
        Array.ConvertAll(orders, order => order.IdempotencyKey),
        Array.ConvertAll(orders, order => order.CreatedAt));

    private static void AddDetails(StatementBatch batch, IEnumerable<(Order Order, Activity? Cause)> placed)
    {
        AddLines(batch, [.. placed.SelectMany(pair => pair.Order.Lines.Select(line => (pair.Order.Id, line)))]);
        batch.Publish(placed.Select(pair => (pair.Order.ToPlaced(), pair.Cause)));
    }

    private static void AddLines(StatementBatch batch, (Guid OrderId, OrderLine Line)[] lines) => batch.Add(
        """
        INSERT INTO order_lines (order_id, number, product_id, quantity, price)
        SELECT * FROM unnest($1, $2, $3, $4, $5)
        """,
        Array.ConvertAll(lines, pair => pair.OrderId),
        Array.ConvertAll(lines, pair => pair.Line.Number),
        Array.ConvertAll(lines, pair => pair.Line.ProductId),
        Array.ConvertAll(lines, pair => pair.Line.Quantity),
        Array.ConvertAll(lines, pair => pair.Line.Price));
}
