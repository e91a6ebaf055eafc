using Microsoft.EntityFrameworkCore;
using Shop.Messaging;
using Shop.ServiceDefaults.Database;

namespace Shop.Orders.Data;

internal sealed class OrdersDbContext(DbContextOptions<OrdersDbContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<ProductCopy> ProductCopies => Set<ProductCopy>();

    /// <summary>
    /// Locks orders until the transaction ends. Columns have names: a prepared statement does not survive that a
    /// migration adds one to <c>*</c>.
    /// </summary>
    public IQueryable<Order> LockOrders(params Guid[] ids) => Orders.FromSql(
        $"""
         SELECT id, user_id, status, rejection_reason, quantity, price_total, idempotency_key, created_at, settled_at,
                cancelled_at
         FROM orders WHERE id = ANY ({ids}) ORDER BY id FOR UPDATE
         """);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSnakeCaseNames();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder
            .ApplyConfigurationsFromAssembly(typeof(OrdersDbContext).Assembly)
            .AddMessagingTables();
}
