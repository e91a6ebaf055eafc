using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

/// <summary>Keeps a caller until their order is settled, but no longer than they and the settings allow.</summary>
internal sealed class OutcomeWait(
    OrdersDbContext db, OrderOutcomes outcomes, IOptions<OrdersOptions> options, TimeProvider time)
{
    /// <summary>Done before the order is written, so that no outcome slips through.</summary>
    public OrderOutcomes.Waiter Begin(Order order) => outcomes.Expect(order.Id);

    /// <summary>Waits for an order that was just written.</summary>
    /// <exception cref="RefusalException">The order was rejected, for the reason that it says.</exception>
    public async Task<Order> WaitAsync(
        Order order, OrderOutcomes.Waiter waiter, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        // A tenth of the caller's time is left for the answer to travel back.
        var now = time.GetUtcNow();
        var patience = (deadline - now) * 0.9;
        var end = now + (patience < options.Value.OutcomeTimeout ? patience : options.Value.OutcomeTimeout);
        while (order.Status is OrderStatus.Pending && end - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            order.CatchUp(
                await waiter.WaitAsync(left, cancellationToken)
                ?? await db.ReadProgressAsync(order.Id, cancellationToken));
        }

        return order.RejectionReason is not { } reason
            ? order
            : throw new RefusalException(reason, $"Order {order.Id} was rejected: {reason}.")
            {
                Metadata = new Dictionary<string, string> { [ErrorReasons.OrderIdKey] = order.Id.ToString() },
            };
    }

    /// <summary>Waits for an order that was written before, and may have been settled since it was read.</summary>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public async Task<Order> LookAgainAsync(Order order, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        using var waiter = Begin(order);
        order.CatchUp(await db.ReadProgressAsync(order.Id, cancellationToken));

        return await WaitAsync(order, waiter, deadline, cancellationToken);
    }
}
