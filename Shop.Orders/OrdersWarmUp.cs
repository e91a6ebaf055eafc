using Shop.Contracts.Events;
using Shop.Copies;
using Shop.Orders.Consumers;
using Shop.Orders.Data;
using Shop.Orders.Features;
using Shop.ServiceDefaults.Startup;

namespace Shop.Orders;

/// <summary>Goes the way of an order that is settled already, in a transaction that is rolled back.</summary>
internal sealed class OrdersWarmUp(
    OrdersDbContext db,
    ProductCopies productCopies,
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
        var copy = ProductCopy.From(product);
        await db.KeepNewerAsync([copy], cancellationToken);
        // Reads by another connection, which cannot see it.
        await productCopies.FindAsync([copy.Id], cancellationToken);

        var lines = OrderLines.Of(new NewOrderLine(product.ProductId, Quantity: 1));
        var command = new PlaceOrder(Guid.CreateVersion7(), lines, IdempotencyKey: "warm-up", Deadline: now);
        await keys.FindFirstAsync(command, cancellationToken);

        var products = new Dictionary<Guid, ProductCopy> { [copy.Id] = copy };
        var order = Order.Place(command.UserId, lines, products, command.IdempotencyKey, now);
        await db.InsertOrdersAsync([(order, null)], cancellationToken);
        await outcomeWait.LookAgainAsync(order, command.Deadline, cancellationToken);
        order.Settle(rejectionReason: null, now);
        await db.UpdateSettledAsync([order], cause: null, cancellationToken);

        var outcome = new OrderOutcome(order.Id, RejectionReason: null);
        await inventoryUpdated.ConsumeAsync([new(new InventoryUpdated([product], outcome, now))], cancellationToken);
    }
}
