using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Faults.Checker;
using Shop.Orders.Data;
using Shop.Products.Data;
using Shop.Users.Data;

namespace Shop.Tests.Faults;

/// <summary>A small shop at rest, in which one thing at a time is broken.</summary>
public sealed class CheckerTests : IAsyncLifetime
{
    private static readonly Guid Product = Guid.CreateVersion7();
    private static readonly Guid Customer = Guid.CreateVersion7();
    private static readonly Guid Confirmed = Guid.CreateVersion7();
    private static readonly Guid Rejected = Guid.CreateVersion7();
    private static readonly Guid Cancelled = Guid.CreateVersion7();

    private readonly Dictionary<string, string> _databases = [];
    private RabbitMQServer _rabbitMQ = null!;
    private Uri _virtualHost = null!;

    public async ValueTask InitializeAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        foreach (var service in new[] { ResourceNames.Users, ResourceNames.Products, ResourceNames.Orders })
        {
            _databases[service] = await postgres.CreateDatabaseAsync();
        }

        await MigrateAsync<UsersDbContext>(ResourceNames.Users, static options => new UsersDbContext(options));
        await MigrateAsync<ProductsDbContext>(ResourceNames.Products, static options => new ProductsDbContext(options));
        await MigrateAsync<OrdersDbContext>(ResourceNames.Orders, static options => new OrdersDbContext(options));
        _rabbitMQ = await RabbitMQServer.SharedAsync();
        _virtualHost = new Uri(await _rabbitMQ.CreateVirtualHostAsync());
        await FillAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_shop_at_rest_has_no_findings() => Assert.Empty(await CheckAsync());

    [Theory]
    [InlineData(
        "orders",
        "DELETE FROM order_lines WHERE order_id = '{confirmed}'; DELETE FROM orders WHERE id = '{confirmed}'",
        "ToldOrdersExist")]
    [InlineData("orders", "UPDATE orders SET price_total = 1 WHERE id = '{confirmed}'", "ToldOrdersExist")]
    [InlineData("orders", "UPDATE order_lines SET price = 1 WHERE order_id = '{confirmed}'", "ToldOrdersExist")]
    [InlineData("orders", "UPDATE orders SET status = 'Pending' WHERE id = '{rejected}'", "OrdersAreSettled")]
    [InlineData("products", "UPDATE products SET stock = stock + 1", "StockAddsUp")]
    [InlineData("products", "UPDATE products SET stock = stock + 1", "LedgerLeadsToStock")]
    [InlineData(
        "products",
        "UPDATE stock_movements SET resulting_stock = 9 WHERE reason = 'ORDER'",
        "LedgerLeadsToStock")]
    [InlineData(
        "products",
        "DROP INDEX IF EXISTS ux_stock_movements_order_id_product_id, "
        + "ux_stock_movements_order_id_product_id_reason; INSERT INTO stock_movements SELECT "
        + "gen_random_uuid(), product_id, delta, reason, order_id, user_id, resulting_stock, at FROM "
        + "stock_movements WHERE reason = 'ORDER'",
        "OrdersMoveStockOnce")]
    [InlineData(
        "orders",
        "UPDATE orders SET status = 'Confirmed', rejection_reason = NULL WHERE id = '{rejected}'",
        "StockAddsUp")]
    [InlineData(
        "products",
        "ALTER TABLE products DROP CONSTRAINT ck_products_stock; UPDATE products SET stock = -1",
        "StockIsNeverNegative")]
    [InlineData("products", "DELETE FROM stock_movements WHERE reason = 'ORDER'", "OrdersMoveStockOnce")]
    [InlineData(
        "products",
        "UPDATE stock_movements SET order_id = '{cancelled}' WHERE order_id = '{confirmed}'",
        "OrdersMoveStockOnce")]
    [InlineData(
        "products",
        "UPDATE stock_movements SET delta = 11, resulting_stock = 11 WHERE reason = 'CREATED'",
        "ToldProductsExist")]
    [InlineData("products", "UPDATE products SET price = 1", "ToldProductsExist")]
    [InlineData("products", "UPDATE products SET deleted_at = now()", "ToldProductsExist")]
    [InlineData("users", "DELETE FROM users", "ToldUsersExist")]
    [InlineData("users", "UPDATE users SET username = 'Bob'", "ToldUsersExist")]
    [InlineData("orders", "UPDATE orders SET idempotency_key = 'other' WHERE id = '{confirmed}'", "ToldOrdersExist")]
    [InlineData("orders", "UPDATE orders SET status = 'Cancelled' WHERE id = '{rejected}'", "ToldOrdersExist")]
    [InlineData(
        "orders",
        "UPDATE orders SET status = 'Rejected', rejection_reason = 'OUT_OF_STOCK' WHERE id = '{confirmed}'",
        "ToldOrdersExist")]
    [InlineData(
        "products",
        "INSERT INTO stock_movements (id, product_id, delta, reason, order_id, user_id, resulting_stock, at)"
        + " VALUES (gen_random_uuid(), '{product}', 1, 'CANCELLED', '{cancelled}', '{customer}', 9, now())",
        "OrdersMoveStockOnce")]
    [InlineData("products", "DELETE FROM order_decisions WHERE order_id = '{rejected}'", "DecisionsAgree")]
    [InlineData(
        "orders",
        "DROP INDEX ux_orders_user_id_idempotency_key; UPDATE orders SET idempotency_key = 'k'",
        "IdempotencyKeysAreUnique")]
    [InlineData("orders", "UPDATE product_copies SET stock = 9, version = 1", "CopiesEqualSources")]
    [InlineData("orders", "DELETE FROM product_copies", "CopiesEqualSources")]
    [InlineData(
        "orders",
        "INSERT INTO outbox (message_id, event, subject, payload, occurred_at) VALUES (gen_random_uuid(), "
        + "'ORDER_PLACED', gen_random_uuid(), '{}', now())",
        "NothingIsLeftBehind")]
    public async Task What_is_broken_in_a_database_is_found(string service, string sql, string invariant)
    {
        await ExecuteAsync(service, sql);

        Assert.Contains(await CheckAsync(), finding => finding.Invariant == invariant);
    }

    [Fact]
    public async Task A_dead_letter_is_found()
    {
        await using var connection = await new ConnectionFactory { Uri = _virtualHost }.CreateConnectionAsync(
            TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(true, true), TestContext.Current.CancellationToken);
        var queue = MessagingNames.DeadLetterQueue(ResourceNames.Orders);
        await channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            cancellationToken: TestContext.Current.CancellationToken);
        await channel.BasicPublishAsync(
            "", queue, "{}"u8.ToArray(), cancellationToken: TestContext.Current.CancellationToken);

        var finding = Assert.Single(await CheckAsync());
        Assert.Equal("OnlyPoisonIsDead", finding.Invariant);
        Assert.Contains(queue, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poison_that_is_no_dead_letter_is_found() =>
        Assert.Equal("OnlyPoisonIsDead", Assert.Single(await CheckAsync(poison: ["poison"])).Invariant);

    [Fact]
    public async Task A_negative_stock_that_was_only_seen_is_found() =>
        Assert.Equal("StockIsNeverNegative", Assert.Single(await CheckAsync(negativeStocks: ["seen at -1"])).Invariant);

    private async Task<IReadOnlyList<Finding>> CheckAsync(string[]? negativeStocks = null, string[]? poison = null)
    {
        var told = new Told
        {
            Orders =
            [
                new ToldOrder(Confirmed, "CONFIRMED", 500, [new OrderedLine(Product, 2, 250)], Key: "key"),
                new ToldOrder(Rejected, "REJECTED"),
                new ToldOrder(Cancelled, "CONFIRMED"),
            ],
            Products = [new ToldProduct(Product, "Mug", 250, LeastGiven: 10, MostGiven: 10)],
            Users = [(Customer, "Ann")],
            NegativeStocks = negativeStocks ?? [],
            Poison = poison ?? [],
        };

        return InvariantCheck.Run(await new ShopStateQueries(_databases, _rabbitMQ, _virtualHost).ReadAsync(told));
    }

    private async Task FillAsync()
    {
        await ExecuteAsync(
            ResourceNames.Users,
            "INSERT INTO users (id, email, normalized_email, username, password_hash, is_administrator, registered_at)"
            + " VALUES ('{customer}', 'a@b.c', 'A@B.C', 'Ann', '', false, now())");
        await ExecuteAsync(
            ResourceNames.Products,
            """
            INSERT INTO products (id, name, description, price, stock, version, created_at)
            VALUES ('{product}', 'Mug', 'Holds tea', 250, 8, 2, now());
            INSERT INTO stock_movements (id, product_id, delta, reason, order_id, user_id, resulting_stock, at) VALUES
            (gen_random_uuid(), '{product}', 10, 'CREATED', NULL, '{customer}', 10, now()),
            (gen_random_uuid(), '{product}', -2, 'ORDER', '{confirmed}', '{customer}', 8, now());
            INSERT INTO order_decisions (order_id, rejection_reason, decided_at) VALUES
            ('{confirmed}', NULL, now()), ('{rejected}', 'OUT_OF_STOCK', now());
            """);
        await ExecuteAsync(
            ResourceNames.Orders,
            """
            INSERT INTO product_copies (id, name, price, stock, deleted, version)
            VALUES ('{product}', 'Mug', 250, 8, false, 2);
            INSERT INTO orders (id, user_id, status, rejection_reason, quantity, price_total,
                idempotency_key, created_at) VALUES
            ('{confirmed}', '{customer}', 'Confirmed', NULL, 2, 500, 'key', now()),
            ('{rejected}', '{customer}', 'Rejected', 'OUT_OF_STOCK', 20, 5000, NULL, now()),
            ('{cancelled}', '{customer}', 'Cancelled', NULL, 1, 250, NULL, now());
            INSERT INTO order_lines (order_id, number, product_id, quantity, price) VALUES
            ('{confirmed}', 0, '{product}', 2, 250), ('{rejected}', 0, '{product}', 20, 250),
            ('{cancelled}', 0, '{product}', 1, 250);
            """);
    }

    private async Task ExecuteAsync(string service, string sql)
    {
        sql = sql.Replace("{product}", $"{Product}", StringComparison.Ordinal)
            .Replace("{customer}", $"{Customer}", StringComparison.Ordinal)
            .Replace("{confirmed}", $"{Confirmed}", StringComparison.Ordinal)
            .Replace("{rejected}", $"{Rejected}", StringComparison.Ordinal)
            .Replace("{cancelled}", $"{Cancelled}", StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(_databases[service]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    private async Task MigrateAsync<TContext>(string service, Func<DbContextOptions<TContext>, TContext> create)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>().UseNpgsql(_databases[service]).Options;
        await using var db = create(options);
        await db.Database.MigrateAsync();
    }
}
