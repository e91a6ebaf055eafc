using Microsoft.EntityFrameworkCore;
using Shop.Messaging;

namespace Shop.Orders.Data;

internal sealed class OrdersDbContext(DbContextOptions<OrdersDbContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<ProductCopy> ProductCopies => Set<ProductCopy>();

    public DbSet<UserCopy> UserCopies => Set<UserCopy>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder
            .ApplyConfigurationsFromAssembly(typeof(OrdersDbContext).Assembly)
            .AddMessagingTables();
}
