using Shop.Contracts.Events;
using Shop.Messaging.Listeners;

namespace Shop.Gateway.Products.Cache;

internal sealed class InventoryUpdatedListener(
    CatalogueCache cache, IServiceProvider services, ILogger<InventoryUpdatedListener> logger)
    : EventListener<InventoryUpdated>(services, logger)
{
    protected override Task OnListeningAsync(CancellationToken cancellationToken)
    {
        cache.Changes.Forget();

        return Task.CompletedTask;
    }

    protected override Task OnEventAsync(InventoryUpdated message, CancellationToken cancellationToken)
    {
        foreach (var state in message.Levels)
        {
            cache.Changes.Hear(state);
        }

        return Task.CompletedTask;
    }
}
