using Microsoft.EntityFrameworkCore;
using Shop.Orders.Data;
using Shop.Products.Data;
using Shop.Users.Data;

namespace Shop.Tests.Architecture;

public sealed class MigrationsTests
{
    [Fact]
    public void The_migrations_of_every_service_make_its_model()
    {
        using var users = new UsersDbContext(Options<UsersDbContext>());
        using var products = new ProductsDbContext(Options<ProductsDbContext>());
        using var orders = new OrdersDbContext(Options<OrdersDbContext>());

        Assert.All<DbContext>([users, products, orders], db => Assert.False(db.Database.HasPendingModelChanges()));
    }

    private static DbContextOptions<TContext> Options<TContext>()
        where TContext : DbContext =>
        new DbContextOptionsBuilder<TContext>().UseNpgsql().Options;
}
