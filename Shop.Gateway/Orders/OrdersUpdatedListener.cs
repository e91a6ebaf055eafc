using Shop.Contracts.Events;
using Shop.Messaging.Listeners;

namespace Shop.Gateway.Orders;

/// <summary>Wakes the subscribers of this process, whichever replica of orders it was that changed the order.</summary>
internal sealed class OrdersUpdatedListener(
    WatchedOrders orders, IServiceProvider services, ILogger<OrdersUpdatedListener> logger)
    : EventListener<OrdersUpdated>(services, logger)
{
    protected override Task OnListeningAsync(CancellationToken cancellationToken) =>
        orders.WakeAllAsync(cancellationToken);

    protected override async Task OnEventAsync(OrdersUpdated message, CancellationToken cancellationToken)
    {
        foreach (var change in message.Orders)
        {
            await orders.WakeAsync(change.OrderId, cancellationToken);
        }
    }
}
