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
    /// </summary>
    public Task<List<Product>> LockProductsAsync(Guid[] ids, CancellationToken cancellationToken) =>
        Lock(ids).ToListAsync(cancellationToken);

    /// <summary>
    /// Locks the products of orders, so that what is told of one order is handled one after the other. Where none of an
    /// order's products exists there is no row to wait for, and the order's id is locked instead.
    /// </summary>
    /// <param name="orders">The units that each order has of its products.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The products, and what was decided about the orders; neither is tracked. Decisions are read after the locks, so
    /// that whoever waited for them sees what was committed meanwhile.
    /// </returns>
    public async Task<(Dictionary<Guid, Product> Products, Dictionary<Guid, OrderDecision> Decisions)>
        LockForOrdersAsync(
            IReadOnlyCollection<(Guid OrderId, Dictionary<Guid, int> Units)> orders,
            CancellationToken cancellationToken)
    {
        Guid[] ids = [.. orders.SelectMany(order => order.Units.Keys).Distinct()];
        var products = await Lock(ids).AsNoTracking().ToDictionaryAsync(product => product.Id, cancellationToken);
        string[] unlocked =
        [
            .. orders.Where(order => !order.Units.Keys.Any(products.ContainsKey)).Select(order => $"{order.OrderId}"),
        ];
        if (unlocked.Length > 0)
        {
            await Database.ExecuteSqlAsync(
                $"""
                 SELECT pg_advisory_xact_lock(key)
                 FROM (SELECT hashtextextended(id, 0) AS key FROM unnest({unlocked}) AS id ORDER BY key) AS keys
                 """,
                cancellationToken);
        }

        Guid[] orderIds = [.. orders.Select(order => order.OrderId)];
        var decisions = await OrderDecisions.AsNoTracking()
            .Where(decision => orderIds.Contains(decision.OrderId))
            .ToDictionaryAsync(decision => decision.OrderId, cancellationToken);

        return (products, decisions);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseSnakeCaseNames();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ProductsDbContext).Assembly);
        modelBuilder.AddMessagingTables();
    }

    // Columns have names: a prepared statement does not survive that a migration adds one to *.
    private IQueryable<Product> Lock(Guid[] ids) => Products.FromSql(
        $"""
         SELECT id, name, description, price, stock, version, created_at, deleted_at
         FROM products WHERE id = ANY ({ids}) ORDER BY id FOR UPDATE
         """);
}
