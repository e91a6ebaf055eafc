using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

internal sealed record CancelOrder(Guid Id, Caller Caller);

internal sealed class CancelOrderHandler(OrdersDbContext db, OrdersMetrics metrics, TimeProvider time)
{
    public async Task<Order> HandleAsync(CancelOrder command, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var order = await LoadAsync(command, cancellationToken);
        if (!order.Cancel(time.GetUtcNow()))
        {
            return order;
        }

        db.Publish(order.ToCancelled());
        db.Publish(new OrdersUpdated([order.ToChange()], order.CancelledAt!.Value));

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        metrics.Cancelled();

        return order;
    }

    /// <summary>
    /// The lock lets whoever changes an order through one by one: other cancellations, and its outcome.
    /// </summary>
    private async Task<Order> LoadAsync(CancelOrder command, CancellationToken cancellationToken)
    {
        var owner = command.Caller.VisibleOwner();
        var order = await db.LockOrders(command.Id)
            .Where(order => owner == null || order.UserId == owner)
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw OrderVisibility.NotFound(command.Id);

        return order.UserId == command.Caller.UserId
            ? order
            : throw new RefusalException(
                ErrorReasons.Forbidden, $"order '{order.Id}' is cancelled by the user who placed it only.", "id");
    }
}
