using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;
using Shop.ServiceDefaults.Database;

namespace Shop.Products.Features;

internal sealed record AddProduct(string Name, string Description, int Price, int Stock, Guid UserId);

internal sealed class AddProductHandler(ProductsDbContext db, TimeProvider time)
{
    public async Task<Product> HandleAsync(AddProduct command, CancellationToken cancellationToken)
    {
        var details = ProductDetails.Parse(command.Name, command.Description, command.Price, command.Stock);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = await db.NextIdAsync<Product>(time, cancellationToken);
        var now = time.GetUtcNow();
        var product = Product.Create(id, details, now);

        db.Products.Add(product);
        db.StockMovements.Add(
            StockMovement.Record(product, stockBefore: 0, MovementReason.Created, command.UserId, now));
        db.Publish(new ProductCreated(product.Id, product.Name, product.Price, product.Stock, product.Version, now));

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return product;
    }
}
