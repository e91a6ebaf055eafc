using Shop.Contracts.Events;
using Shop.Messaging.Listeners;

namespace Shop.Gateway.Products.Cache;

internal sealed class ProductCreatedListener(
    CatalogueCache cache, IServiceProvider services, ILogger<ProductCreatedListener> logger)
    : EventListener<ProductCreated>(services, logger)
{
    protected override Task OnListeningAsync(CancellationToken cancellationToken)
    {
        cache.Changes.Forget();

        return Task.CompletedTask;
    }

    protected override Task OnEventAsync(ProductCreated message, CancellationToken cancellationToken)
    {
        cache.Changes.Grow();

        return Task.CompletedTask;
    }
}
