using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Orders.Data;
using Shop.Orders.Data.Configurations;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

/// <param name="UserId">Who orders.</param>
/// <param name="Basket">What is ordered.</param>
/// <param name="IdempotencyKey">Names the attempt: the same key of the same user returns the first order.</param>
/// <param name="Deadline">When the caller stops waiting.</param>
internal sealed record PlaceOrder(Guid UserId, Basket Basket, string? IdempotencyKey, DateTimeOffset Deadline)
{
    public const int MaxIdempotencyKeyLength = 255;
}

internal sealed class PlaceOrderHandler(
    OrdersDbContext db,
    ProductCatalog catalog,
    OrderOutcomes outcomes,
    IOptions<OrdersOptions> options,
    OrdersMetrics metrics,
    TimeProvider time)
{
    public async Task<Order> HandleAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        // The products come before the key: stock that the first order of the key has taken implies that it is found.
        var products = await catalog.FindAsync(command.Basket, cancellationToken);
        if (await FindFirstAsync(command, cancellationToken) is { } first)
        {
            return await RepeatAsync(command, first, cancellationToken);
        }

        var order = Order.Place(
            command.UserId, command.Basket, products, command.IdempotencyKey, time.GetUtcNow());

        db.Orders.Add(order);
        db.Publish(new OrderPlaced(
            order.Id,
            order.UserId,
            [.. order.Lines.Select(line => line.ToEvent())],
            order.CreatedAt));

        using var waiter = outcomes.Expect(order.Id);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
            ConstraintName: OrderConfiguration.IdempotencyKeyIndex,
        })
        {
            db.ChangeTracker.Clear();
            first = await FindFirstAsync(command, cancellationToken);
            return await RepeatAsync(command, first!, cancellationToken);
        }

        metrics.Accepted();
        return await SettledAsync(order, waiter, command.Deadline, cancellationToken);
    }

    private async Task<Order?> FindFirstAsync(PlaceOrder command, CancellationToken cancellationToken) =>
        command.IdempotencyKey is null
            ? null
            : await db.Orders
                .Include(order => order.Lines.OrderBy(line => line.Number))
                .SingleOrDefaultAsync(
                    order => order.UserId == command.UserId && order.IdempotencyKey == command.IdempotencyKey,
                    cancellationToken);

    private async Task<Order> RepeatAsync(PlaceOrder command, Order first, CancellationToken cancellationToken)
    {
        if (!command.Basket.IsThatOf(first))
        {
            throw new RefusalException(
                ErrorReasons.IdempotencyKeyReused,
                $"'{command.IdempotencyKey}' belongs to order {first.Id}, which has other lines.",
                "idempotency_key");
        }

        using var waiter = outcomes.Expect(first.Id);
        await db.Entry(first).ReloadAsync(cancellationToken);
        return await SettledAsync(first, waiter, command.Deadline, cancellationToken);
    }

    private async Task<Order> SettledAsync(
        Order order,
        OrderOutcomes.Waiter waiter,
        DateTimeOffset deadline,
        CancellationToken cancellationToken)
    {
        // A tenth of the caller's time is left for the answer to travel back.
        var now = time.GetUtcNow();
        var patience = (deadline - now) * 0.9;
        var end = now + (patience < options.Value.OutcomeTimeout ? patience : options.Value.OutcomeTimeout);
        while (order.Status is OrderStatus.Pending && end - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            await waiter.WaitAsync(left, cancellationToken);
            await db.Entry(order).ReloadAsync(cancellationToken);
        }

        return order.RejectionReason is not { } reason
            ? order
            : throw new RefusalException(reason, $"Order {order.Id} was rejected: {reason}.")
            {
                Metadata = new Dictionary<string, string> { [ErrorReasons.OrderIdKey] = order.Id.ToString() },
            };
    }
}
