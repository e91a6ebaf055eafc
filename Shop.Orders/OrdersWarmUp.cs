using Shop.Contracts.Events;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders.Consumers;
using Shop.Orders.Data;
using Shop.Orders.Features;
using Shop.ServiceDefaults.Startup;

namespace Shop.Orders;

/// <summary>Goes the way of an order that is settled already, in a transaction that is rolled back.</summary>
internal sealed class OrdersWarmUp(
    OrdersDbContext db,
    ProductCatalog catalog,
    IdempotencyKeys keys,
    OutcomeWait outcomeWait,
    InventoryUpdatedConsumer inventoryUpdated,
    TimeProvider time) : IWarmUp
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var product = new ProductState(
            Guid.CreateVersion7(), "Nothing", Price: 1, Stock: 1, Deleted: false, Version: 1);
        await db.KeepNewerAsync([ProductCopy.From(product)], cancellationToken);

        var lines = OrderLines.Of(new NewOrderLine(product.ProductId, Quantity: 1));
        var command = new PlaceOrder(Guid.CreateVersion7(), lines, IdempotencyKey: "warm-up", Deadline: now);
        var products = await catalog.FindAsync(lines, cancellationToken);
        await keys.FindFirstAsync(command, cancellationToken);

        var order = Order.Place(command.UserId, lines, products, command.IdempotencyKey, now);
        order.Settle(rejectionReason: null, now);
        db.Orders.Add(order);
        db.Publish(new OrderPlaced(order.Id, order.UserId, [.. order.Lines.Select(line => line.ToEvent())], now));
        await keys.SaveUnlessTakenAsync(command, cancellationToken);
        await outcomeWait.LookAgainAsync(order, command.Deadline, cancellationToken);

        db.ChangeTracker.Clear();
        await inventoryUpdated.ConsumeAsync(
            new InventoryUpdated([product], new OrderOutcome(order.Id, RejectionReason: null), now), cancellationToken);
    }
}
