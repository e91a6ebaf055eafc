using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;
using Shop.Products.Features;
using Shop.ServiceDefaults.Startup;

namespace Shop.Products;

/// <summary>Goes the way of an order that is decided already, in a transaction that is rolled back.</summary>
internal sealed class ProductsWarmUp(
    ProductsDbContext db,
    BatchGetProductsHandler batchGetProducts,
    ReserveStockHandler reserveStock,
    TimeProvider time) : IWarmUp
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var userId = Guid.CreateVersion7();
        // Not by its handler: nobody else may add a product until the transaction of that one ends.
        var product = Product.Create(
            Guid.CreateVersion7(now), ProductDetails.Parse("Nothing", "Nothing", price: 1, stock: 1), now);
        db.Products.Add(product);
        db.Publish(new ProductCreated(product.Id, product.Name, product.Price, product.Stock, product.Version, now));
        await db.SaveChangesAsync(cancellationToken);
        await batchGetProducts.HandleAsync([product.Id], cancellationToken);

        product.Subtract(1);
        var order = new OrderPlaced(Guid.CreateVersion7(), userId, [new OrderedLine(product.Id, 1)], now);
        var decision = OrderDecision.Record(order.OrderId, rejectionReason: null, now);
        var changes = new StockChanges();
        changes.Move(product, StockMovement.Record(
            product, stockBefore: 1, MovementReason.Order, userId, now, order.OrderId));
        changes.Decide(decision);
        changes.Tell(new InventoryUpdated([product.ToState()], decision.ToOutcome(), now), cause: null);
        await changes.WriteAsync(db, cancellationToken);

        db.ChangeTracker.Clear();
        await reserveStock.ConsumeAsync([new(order)], cancellationToken);
    }
}
