using Shop.Orders.Data;

namespace Shop.Orders.Features;

/// <param name="UserId">Who orders.</param>
/// <param name="Lines">What is ordered.</param>
/// <param name="IdempotencyKey">Names the attempt: the same key of the same user returns the first order.</param>
/// <param name="Deadline">When the caller stops waiting.</param>
internal sealed record PlaceOrder(Guid UserId, OrderLines Lines, string? IdempotencyKey, DateTimeOffset Deadline);

internal sealed class PlaceOrderHandler(
    ProductCatalog catalog,
    IdempotencyKeys keys,
    OrderWriter writer,
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

        using var waiter = outcomeWait.Begin(order);
        if (!await writer.WriteAsync(order, cancellationToken))
        {
            // Another call with the key was faster, and has committed.
            var faster = await keys.FindFirstAsync(command, cancellationToken);

            return await outcomeWait.LookAgainAsync(faster!, command.Deadline, cancellationToken);
        }

        metrics.Accepted();

        return await outcomeWait.WaitAsync(order, waiter, command.Deadline, cancellationToken);
    }
}
