using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Features;

namespace Shop.Products.Consumers;

internal sealed class OrderPlacedConsumer(ReserveStockHandler reserveStock) : IConsumer<OrderPlaced>
{
    public Task ConsumeAsync(OrderPlaced message, CancellationToken cancellationToken) =>
        reserveStock.HandleAsync(message, cancellationToken);
}
