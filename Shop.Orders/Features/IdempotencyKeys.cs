using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

/// <summary>Gives a repeated call the first order of its key. A call without a key is never a repeated one.</summary>
internal sealed class IdempotencyKeys(OrdersDbContext db)
{
    /// <summary>The first order of the key; null when there is none.</summary>
    /// <exception cref="RefusalException">IDEMPOTENCY_KEY_REUSED: the order has other lines.</exception>
    public async Task<Order?> FindFirstAsync(PlaceOrder command, CancellationToken cancellationToken)
    {
        if (command.IdempotencyKey is null)
        {
            return null;
        }

        var first = await db.Orders.AsNoTracking()
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .SingleOrDefaultAsync(
                order => order.UserId == command.UserId && order.IdempotencyKey == command.IdempotencyKey,
                cancellationToken);

        return first is null || command.Lines.AreThoseOf(first)
            ? first
            : throw new RefusalException(
                ErrorReasons.IdempotencyKeyReused,
                $"'{command.IdempotencyKey}' belongs to order {first.Id}, which has other lines.",
                "idempotency_key");
    }
}
