using Shop.Contracts.Events;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders.Data;

namespace Shop.Orders.Consumers;

internal sealed class ProductCreatedConsumer(OrdersDbContext db) : IConsumer<ProductCreated>
{
    public Task ConsumeAsync(ProductCreated message, CancellationToken cancellationToken) =>
        db.KeepNewerAsync([ProductCopy.From(message)], cancellationToken);
}
