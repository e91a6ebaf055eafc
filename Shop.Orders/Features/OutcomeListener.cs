using Shop.Orders.Data;
using Shop.ServiceDefaults.Database;

namespace Shop.Orders.Features;

/// <summary>Wakes the waiting callers of this process, whichever replica it was that settled their order.</summary>
internal sealed class OutcomeListener(
    OrderOutcomes outcomes, IServiceScopeFactory scopes, ILogger<OutcomeListener> logger)
    : NotificationListener<OrdersDbContext>(OutcomeNotifications.Channel, ApplicationName, scopes, logger)
{
    public const string ApplicationName = "orders-outcomes";

    // Outcomes that were written while nobody listened: their callers look again.
    protected override void OnListening() => outcomes.WakeAll();

    protected override void OnNotification(string payload)
    {
        if (Guid.TryParse(payload, out var orderId))
        {
            outcomes.Wake(orderId);
        }
    }
}
