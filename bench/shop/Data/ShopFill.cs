using Npgsql;
using NpgsqlTypes;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Data;

/// <summary>
/// Writes the rows that the services would have written, in bulk. All accounts have the password of the first
/// administrator.
/// </summary>
internal sealed class ShopFill(ShopCluster shop, ShopData data)
{
    private static readonly DateTime Moment = new(2025, 10, 20, 0, 0, 0, DateTimeKind.Utc);

    public async Task RunAsync()
    {
        await FillUsersAsync();
        await FillProductsAsync();
        await FillOrdersAsync();
    }

    private async Task FillUsersAsync()
    {
        await using var database = await OpenAsync(ResourceNames.Users);
        await using var query = new NpgsqlCommand("SELECT password_hash FROM users LIMIT 1", database);
        var hash = (string)(await query.ExecuteScalarAsync())!;
        await CopyAsync(
            database,
            "users (id, email, normalized_email, username, password_hash, is_administrator, registered_at)",
            Numbers(ShopData.Users),
            async (row, user) =>
            {
                await row.WriteAsync(ShopIds.User(user));
                await row.WriteAsync(ShopData.EmailOf(user));
                await row.WriteAsync(ShopData.EmailOf(user));
                await row.WriteAsync($"User {user}");
                await row.WriteAsync(hash);
                await row.WriteAsync(ShopData.IsAdministrator(user));
                await row.WriteAsync(Moment, NpgsqlDbType.TimestampTz);
            });
        await VacuumAsync(database);
    }

    private async Task FillProductsAsync()
    {
        await using var database = await OpenAsync(ResourceNames.Products);
        var (sold, versions) = Sales();
        await CopyAsync(
            database,
            "products (id, name, description, price, stock, version, created_at)",
            Numbers(data.Products),
            async (row, product) =>
            {
                await row.WriteAsync(ShopIds.Product(product));
                await row.WriteAsync(ShopData.NameOf(product));
                await row.WriteAsync(ShopData.DescriptionOf(product));
                await row.WriteAsync(ShopData.PriceOf(product));
                await row.WriteAsync(ShopData.Stock);
                await row.WriteAsync((long)versions[product]);
                await row.WriteAsync(Moment, NpgsqlDbType.TimestampTz);
            });
        await CopyAsync(
            database,
            "order_decisions (order_id, decided_at)",
            Numbers(data.Orders),
            async (row, order) =>
            {
                await row.WriteAsync(ShopIds.Order(order));
                await row.WriteAsync(Moment, NpgsqlDbType.TimestampTz);
            });
        await CopyAsync(
            database,
            "stock_movements (id, product_id, delta, reason, order_id, user_id, resulting_stock, at)",
            Movements(sold).Index(),
            async (row, numbered) =>
            {
                var (number, movement) = numbered;
                await row.WriteAsync(ShopIds.Movement(number));
                await row.WriteAsync(ShopIds.Product(movement.Product));
                await row.WriteAsync(movement.Delta);
                await row.WriteAsync(movement.Order is null ? "CREATED" : "ORDER");
                await WriteOrderAsync(row, movement.Order);
                await row.WriteAsync(ShopIds.User(movement.User));
                await row.WriteAsync(movement.Stock);
                await row.WriteAsync(Moment, NpgsqlDbType.TimestampTz);
            });
        await VacuumAsync(database);
    }

    private async Task FillOrdersAsync()
    {
        await using var database = await OpenAsync(ResourceNames.Orders);
        var (_, versions) = Sales();
        await CopyAsync(
            database,
            "product_copies (id, name, price, stock, deleted, version)",
            Numbers(data.Products),
            async (row, product) =>
            {
                await row.WriteAsync(ShopIds.Product(product));
                await row.WriteAsync(ShopData.NameOf(product));
                await row.WriteAsync(ShopData.PriceOf(product));
                await row.WriteAsync(ShopData.Stock);
                await row.WriteAsync(false);
                await row.WriteAsync((long)versions[product]);
            });
        await CopyAsync(
            database,
            "orders (id, user_id, status, quantity, price_total, created_at, settled_at)",
            Numbers(data.Orders),
            async (row, order) =>
            {
                await row.WriteAsync(ShopIds.Order(order));
                await row.WriteAsync(ShopIds.User(ShopData.OwnerOf(order)));
                await row.WriteAsync("Confirmed");
                await row.WriteAsync(data.LinesOf(order).Sum(line => line.Quantity));
                await row.WriteAsync(
                    data.LinesOf(order).Sum(line => line.Quantity * ShopData.PriceOf(line.Product)));
                await row.WriteAsync(Moment, NpgsqlDbType.TimestampTz);
                await row.WriteAsync(Moment, NpgsqlDbType.TimestampTz);
            });
        await CopyAsync(
            database,
            "order_lines (order_id, number, product_id, quantity, price)",
            Numbers(data.Orders).SelectMany(
                order => data.LinesOf(order).Index().Select(line => (Order: order, Line: line))),
            async (row, line) =>
            {
                await row.WriteAsync(ShopIds.Order(line.Order));
                await row.WriteAsync(line.Line.Index);
                await row.WriteAsync(ShopIds.Product(line.Line.Item.Product));
                await row.WriteAsync(line.Line.Item.Quantity);
                await row.WriteAsync(ShopData.PriceOf(line.Line.Item.Product));
            });
        await VacuumAsync(database);
    }

    /// <summary>Units sold of each product, and the version that it has come to.</summary>
    private (int[] Sold, int[] Versions) Sales()
    {
        var sold = new int[data.Products];
        var versions = new int[data.Products];
        Array.Fill(versions, 1);
        foreach (var (product, quantity) in Numbers(data.Orders).SelectMany(data.LinesOf))
        {
            sold[product] += quantity;
            versions[product]++;
        }

        return (sold, versions);
    }

    /// <summary>The ledger: what each product came with, and then what each order took.</summary>
    private IEnumerable<(long Product, int Delta, long? Order, long User, int Stock)> Movements(int[] sold)
    {
        var stocks = sold.Select(units => ShopData.Stock + units).ToArray();
        for (var product = 0; product < data.Products; product++)
        {
            yield return (product, stocks[product], null, ShopData.Customers, stocks[product]);
        }

        foreach (var order in Numbers(data.Orders))
        {
            foreach (var (product, quantity) in data.LinesOf(order))
            {
                stocks[product] -= quantity;
                yield return (product, -quantity, order, ShopData.OwnerOf(order), stocks[product]);
            }
        }
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(0, count).Select(number => (long)number);

    private async Task<NpgsqlConnection> OpenAsync(string service)
    {
        var connection = new NpgsqlConnection(shop.Databases[service]);
        await connection.OpenAsync();

        return connection;
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection database, string columns, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> writeAsync)
    {
        await using var import = await database.BeginBinaryImportAsync($"COPY {columns} FROM STDIN (FORMAT binary)");
        foreach (var row in rows)
        {
            await import.StartRowAsync();
            await writeAsync(import, row);
        }

        await import.CompleteAsync();
    }

    private static Task WriteOrderAsync(NpgsqlBinaryImporter row, long? order) =>
        order is { } number ? row.WriteAsync(ShopIds.Order(number)) : row.WriteNullAsync();

    private static async Task VacuumAsync(NpgsqlConnection database)
    {
        await using var command = new NpgsqlCommand("VACUUM ANALYZE", database) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
