using Shop.Contracts.Events;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders.Data;

namespace Shop.Orders.Consumers;

internal sealed class ProductCreatedConsumer(OrdersDbContext db) : IConsumer<ProductCreated>
{
    public Task ConsumeAsync(
        IReadOnlyList<Received<ProductCreated>> received, CancellationToken cancellationToken) =>
        db.KeepNewerAsync([.. received.Select(created => ProductCopy.From(created.Message))], cancellationToken);
}
