using Shop.Contracts.Events;
using Shop.Messaging.Listeners;
using Shop.Orders.Data;

namespace Shop.Orders.Features;

/// <summary>Wakes the waiting callers of this process, whichever replica it was that changed their order.</summary>
internal sealed class OutcomeListener(
    OrderOutcomes outcomes, IServiceProvider services, ILogger<OutcomeListener> logger)
    : EventListener<OrdersUpdated>(services, logger)
{
    // Changes that were told while nobody listened: their callers look again.
    protected override Task OnListeningAsync(CancellationToken cancellationToken)
    {
        outcomes.WakeAll();

        return Task.CompletedTask;
    }

    protected override Task OnEventAsync(OrdersUpdated message, CancellationToken cancellationToken)
    {
        foreach (var change in message.Orders)
        {
            outcomes.Wake(change.OrderId, ProgressOf(change, message.OccurredAt));
        }

        return Task.CompletedTask;
    }

    // When a cancelled order had been confirmed, only its row says.
    private static OrderProgress? ProgressOf(OrderChange change, DateTimeOffset at) =>
        Enum.TryParse<OrderStatus>(change.Status, ignoreCase: true, out var status)
        && status is OrderStatus.Confirmed or OrderStatus.Rejected
            ? new OrderProgress(status, change.RejectionReason, at, CancelledAt: null)
            : null;
}
