using Shop.Contracts.Events;
using Shop.Messaging.Listeners;

namespace Shop.Orders.Features;

/// <summary>Wakes the waiting callers of this process, whichever replica it was that changed their order.</summary>
internal sealed class OutcomeListener(
    OrderOutcomes outcomes, IServiceProvider services, ILogger<OutcomeListener> logger)
    : EventListener<OrderUpdated>(services, logger)
{
    // Changes that were told while nobody listened: their callers look again.
    protected override Task OnListeningAsync(CancellationToken cancellationToken)
    {
        outcomes.WakeAll();

        return Task.CompletedTask;
    }

    protected override Task OnEventAsync(OrderUpdated message, CancellationToken cancellationToken)
    {
        outcomes.Wake(message.OrderId);

        return Task.CompletedTask;
    }
}
