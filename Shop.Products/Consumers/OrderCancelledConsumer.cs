using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Features;

namespace Shop.Products.Consumers;

internal sealed class OrderCancelledConsumer(ReturnStockHandler returnStock) : IConsumer<OrderCancelled>
{
    public Task ConsumeAsync(OrderCancelled message, CancellationToken cancellationToken) =>
        returnStock.HandleAsync(message, cancellationToken);
}
