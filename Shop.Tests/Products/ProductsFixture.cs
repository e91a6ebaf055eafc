using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products;
using Shop.Products.Data;
using Shop.Products.Features;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

/// <summary>The migrated database of the products service.</summary>
public sealed class ProductsFixture : IAsyncLifetime
{
    internal string Database { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var db = Open();
        await db.Database.MigrateAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal ProductsDbContext Open() => new(
        new DbContextOptionsBuilder<ProductsDbContext>().UseNpgsql(Database).Options);

    internal async Task<Product> AddProductAsync(int stock, int price = 250, TimeProvider? time = null)
    {
        await using var db = Open();
        var command = new AddProduct("mug", "A mug.", price, stock, Guid.CreateVersion7());

        return await new AddProductHandler(db, time ?? TimeProvider.System)
            .HandleAsync(command, CancellationToken.None);
    }

    internal async Task<ProductState> UpdateInventoryAsync(Guid productId, MovementReason change, int number)
    {
        await using var db = Open();
        var command = new UpdateInventory(productId, change, number, Guid.CreateVersion7());

        return await new UpdateInventoryHandler(db, TimeProvider.System).HandleAsync(command, CancellationToken.None);
    }

    internal async Task ReserveAsync(OrderPlaced order)
    {
        using var measurements = new Measurements();
        await ReserveAsync(order, measurements);
    }

    internal Task ReserveAsync(OrderPlaced order, Measurements measurements) => ConsumeAsync(
        order,
        (db, afterCommit, metrics) => new ReserveStockHandler(db, afterCommit, metrics, TimeProvider.System),
        measurements);

    internal async Task ReturnAsync(OrderCancelled order)
    {
        using var measurements = new Measurements();
        await ReturnAsync(order, measurements);
    }

    internal Task ReturnAsync(OrderCancelled order, Measurements measurements) => ConsumeAsync(
        order,
        (db, afterCommit, metrics) => new ReturnStockHandler(db, afterCommit, metrics, TimeProvider.System),
        measurements);

    internal async Task<Product> FindProductAsync(Guid id)
    {
        await using var db = Open();

        return await db.Products.AsNoTracking().SingleAsync(product => product.Id == id);
    }

    internal async Task<List<StockMovement>> FindMovementsAsync(Guid productId)
    {
        await using var db = Open();

        return await db.StockMovements.AsNoTracking()
            .Where(movement => movement.ProductId == productId)
            .OrderBy(movement => movement.Id)
            .ToListAsync();
    }

    private async Task ConsumeAsync<TEvent>(
        TEvent message,
        Func<ProductsDbContext, AfterCommit, ProductsMetrics, IConsumer<TEvent>> create,
        Measurements measurements)
        where TEvent : IEvent<TEvent>
    {
        using var metrics = new ProductsMetrics(measurements);
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var afterCommit = new AfterCommit();
        await create(db, afterCommit, metrics).ConsumeAsync([new(message)], CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        afterCommit.Run();
    }
}
