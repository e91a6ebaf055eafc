using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;

namespace Shop.Orders.Features;

internal static class OutcomeNotifications
{
    public const string Channel = "order_settled";

    /// <summary>Wakes the callers that wait for the order, on every replica, when the current transaction commits.</summary>
    public static Task NotifySettledAsync(
        this OrdersDbContext db,
        Guid orderId,
        CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"SELECT pg_notify({Channel}, {orderId.ToString()})", cancellationToken);
}
