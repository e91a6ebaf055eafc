using Microsoft.EntityFrameworkCore;
using Shop.Messaging;
using Shop.ServiceDefaults.Database;

namespace Shop.Products.Data;

internal sealed class ProductsDbContext(DbContextOptions<ProductsDbContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<StockMovement> StockMovements => Set<StockMovement>();

    public DbSet<OrderDecision> OrderDecisions => Set<OrderDecision>();

    /// <summary>What customers see.</summary>
    public IQueryable<Product> Catalogue => Products.AsNoTracking().Where(product => product.DeletedAt == null);

    /// <summary>
    /// Locks products until the transaction ends, in the order of their ids, so that no two calls wait for each other.
    /// A batch of deliveries calls it for each: two batches may deadlock, and the one that PostgreSQL ends is retried.
    /// </summary>
    public Task<List<Product>> LockProductsAsync(Guid[] ids, CancellationToken cancellationToken) =>
        Products
            .FromSql($"SELECT * FROM products WHERE id = ANY ({ids}) ORDER BY id FOR UPDATE")
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Locks the products of an order, so that what is told of one order is handled one after the other. Where none of
    /// them exists there is no row to wait for, and the order's id is locked instead.
    /// </summary>
    public async Task<List<Product>> LockForOrderAsync(
        Guid orderId, Guid[] productIds, CancellationToken cancellationToken)
    {
        var products = await LockProductsAsync(productIds, cancellationToken);
        if (products.Count == 0)
        {
            await Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtextextended({orderId.ToString()}, 0))", cancellationToken);
        }

        return products;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSnakeCaseNames();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ProductsDbContext).Assembly);
        modelBuilder.AddMessagingTables();
    }
}
