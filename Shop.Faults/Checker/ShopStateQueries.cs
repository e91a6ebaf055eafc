using Npgsql;
using Shop.Contracts;
using Shop.LocalServers;

namespace Shop.Faults.Checker;

/// <summary>Reads the databases and the broker of a shop that has come to rest.</summary>
internal sealed class ShopStateQueries(
    IReadOnlyDictionary<string, string> databases, RabbitMQServer rabbitMQ, Uri virtualHost)
{
    private readonly ShopQueues _queues = new(rabbitMQ, virtualHost);

    public async Task<ShopState> ReadAsync(Told told) => new()
    {
        Told = told,
        Orders = await OrdersAsync(),
        Products = await ProductsAsync(ResourceNames.Products, "products", "deleted_at IS NOT NULL"),
        ProductCopies = await ProductsAsync(ResourceNames.Orders, "product_copies", "deleted"),
        Movements = await ReadAsync(
            ResourceNames.Products,
            "SELECT id, product_id, delta, reason, order_id, resulting_stock FROM stock_movements",
            row => new Movement(
                row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetString(3),
                row.IsDBNull(4) ? null : row.GetGuid(4), row.GetInt32(5))),
        Decisions = (await ReadAsync(
            ResourceNames.Products,
            "SELECT order_id, rejection_reason FROM order_decisions",
            row => (Id: row.GetGuid(0), Reason: row.GetValue(1) as string)))
            .ToDictionary(row => row.Id, row => row.Reason),
        Users = await UsersAsync(),
        Constraints = (await ReadAsync(
            ResourceNames.Products, "SELECT conname FROM pg_constraint", row => row.GetString(0))).ToHashSet(),
        Outboxes = await OutboxesAsync(),
        Queues = await _queues.CountAsync(),
        DeadLetters = await _queues.DeadLettersAsync(),
    };

    public async Task<Dictionary<Guid, StoredOrder>> OrdersAsync()
    {
        var lines = (await ReadAsync(
            ResourceNames.Orders,
            "SELECT order_id, product_id, quantity, price FROM order_lines ORDER BY order_id, number",
            row => (OrderId: row.GetGuid(0), Line: new OrderedLine(row.GetGuid(1), row.GetInt32(2), row.GetInt32(3)))))
            .ToLookup(row => row.OrderId, row => row.Line);
        var orders = await ReadAsync(
            ResourceNames.Orders,
            "SELECT id, user_id, status, rejection_reason, price_total, idempotency_key FROM orders",
            row => new StoredOrder(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetValue(3) as string, row.GetInt32(4),
                row.GetValue(5) as string, [.. lines[row.GetGuid(0)]]));

        return orders.ToDictionary(order => order.Id);
    }

    private async Task<Dictionary<Guid, StoredProduct>> ProductsAsync(string service, string table, string deleted) =>
        (await ReadAsync(
            service,
            $"SELECT id, name, price, stock, {deleted}, version FROM {table}",
            row => new StoredProduct(
                row.GetGuid(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetInt32(3),
                row.GetBoolean(4),
                row.GetInt64(5))))
        .ToDictionary(product => product.Id);

    private async Task<HashSet<(Guid Id, string Username)>> UsersAsync() =>
        [.. await ReadAsync(
            ResourceNames.Users, "SELECT id, username FROM users", row => (row.GetGuid(0), row.GetString(1)))];

    private async Task<Dictionary<string, long>> OutboxesAsync()
    {
        var rows = new Dictionary<string, long>();
        foreach (var service in databases.Keys)
        {
            rows[service] = (await ReadAsync(service, "SELECT count(*) FROM outbox", row => row.GetInt64(0)))[0];
        }

        return rows;
    }

    private async Task<List<T>> ReadAsync<T>(string service, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(databases[service]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
