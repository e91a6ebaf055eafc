using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Orders.Data;

namespace Shop.Orders.Features;

/// <param name="UserId">Who orders.</param>
/// <param name="Lines">What is ordered.</param>
/// <param name="IdempotencyKey">Names the attempt: the same key of the same user returns the first order.</param>
/// <param name="Deadline">When the caller stops waiting.</param>
internal sealed record PlaceOrder(Guid UserId, OrderLines Lines, string? IdempotencyKey, DateTimeOffset Deadline);

internal sealed class PlaceOrderHandler(
    OrdersDbContext db,
    ProductCatalog catalog,
    IdempotencyKeys keys,
    OutcomeWait outcomeWait,
    OrdersMetrics metrics,
    TimeProvider time)
{
    public async Task<Order> HandleAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        // The products come before the key: stock that the first order of the key has taken implies that it is found.
        var products = await catalog.FindAsync(command.Lines, cancellationToken);
        if (await keys.FindFirstAsync(command, cancellationToken) is { } first)
        {
            return await outcomeWait.LookAgainAsync(first, command.Deadline, cancellationToken);
        }

        var order = Order.Place(command.UserId, command.Lines, products, command.IdempotencyKey, time.GetUtcNow());

        db.Orders.Add(order);
        db.Publish(new OrderPlaced(
            order.Id,
            order.UserId,
            [.. order.Lines.Select(line => line.ToEvent())],
            order.CreatedAt));

        using var waiter = outcomeWait.Begin(order);
        if (await keys.SaveUnlessTakenAsync(command, cancellationToken) is { } faster)
        {
            return await outcomeWait.LookAgainAsync(faster, command.Deadline, cancellationToken);
        }

        metrics.Accepted();

        return await outcomeWait.WaitAsync(order, waiter, command.Deadline, cancellationToken);
    }
}
