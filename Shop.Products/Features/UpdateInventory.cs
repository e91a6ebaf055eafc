using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Products.Features;

internal sealed record UpdateInventory(Guid ProductId, MovementReason Change, int Number, Guid UserId);

internal sealed class UpdateInventoryHandler(ProductsDbContext db, TimeProvider time)
{
    public async Task<ProductState> HandleAsync(UpdateInventory command, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await db.LockProductsAsync([command.ProductId], cancellationToken);
        var product = locked.Find(product => product.DeletedAt is null)
            ?? throw new RefusalException(ErrorReasons.NotFound, $"There is no product {command.ProductId}.");

        var now = time.GetUtcNow();
        var stockBefore = product.Stock;
        Change(product, command, now);

        var state = product.ToState();
        db.StockMovements.Add(StockMovement.Record(product, stockBefore, command.Change, command.UserId, now));
        db.Publish(new InventoryUpdated([state], Outcome: null, now));

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return state;
    }

    private static void Change(Product product, UpdateInventory command, DateTimeOffset now)
    {
        switch (command.Change)
        {
            case MovementReason.Added:
                product.Add(command.Number);
                break;
            case MovementReason.Subtracted:
                product.Subtract(command.Number);
                break;
            case MovementReason.Deleted:
                product.Delete(now);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(command), command.Change, "Not a change of the inventory.");
        }
    }
}
