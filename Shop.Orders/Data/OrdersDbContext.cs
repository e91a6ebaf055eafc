using Microsoft.EntityFrameworkCore;
using Shop.Messaging;
using Shop.ServiceDefaults.Database;

namespace Shop.Orders.Data;

internal sealed class OrdersDbContext(DbContextOptions<OrdersDbContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<ProductCopy> ProductCopies => Set<ProductCopy>();

    /// <summary>Locks an order until the transaction ends.</summary>
    public IQueryable<Order> LockOrder(Guid id) => Orders.FromSql($"SELECT * FROM orders WHERE id = {id} FOR UPDATE");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSnakeCaseNames();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder
            .ApplyConfigurationsFromAssembly(typeof(OrdersDbContext).Assembly)
            .AddMessagingTables();
}
