using Shop.Contracts.Events;
using Shop.Messaging.Listeners;

namespace Shop.Gateway.Orders;

/// <summary>Wakes the subscribers of this process, whichever replica of orders it was that changed the order.</summary>
internal sealed class OrderUpdatedListener(
    WatchedOrders orders, IServiceProvider services, ILogger<OrderUpdatedListener> logger)
    : EventListener<OrderUpdated>(services, logger)
{
    protected override Task OnListeningAsync(CancellationToken cancellationToken) =>
        orders.WakeAllAsync(cancellationToken);

    protected override Task OnEventAsync(OrderUpdated message, CancellationToken cancellationToken) =>
        orders.WakeAsync(message.OrderId, cancellationToken).AsTask();
}
