using Npgsql;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Measuring;

/// <summary>Looks at the orders in the database: whether all have settled, and how fast.</summary>
internal sealed class OrderWatch(ShopCluster shop) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly NpgsqlConnection _orders = new(shop.Databases[ResourceNames.Orders]);
    private readonly NpgsqlConnection[] _all =
        [.. ShopCluster.Stateful.Select(service => new NpgsqlConnection(shop.Databases[service]))];

    public async Task StartAsync()
    {
        await _orders.OpenAsync();
        foreach (var connection in _all)
        {
            await connection.OpenAsync();
        }
    }

    /// <summary>The time that orders are stamped with: services run on this machine.</summary>
    public static DateTime Now => DateTime.UtcNow;

    /// <summary>
    /// Waits until orders that were placed since some time are settled and no event waits to be sent.
    /// </summary>
    public async Task UntilSettledAsync(DateTime since)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await IsBusyAsync(since))
        {
            await Task.Delay(BetweenLooks, limit.Token);
        }
    }

    /// <summary>How the orders that were placed in some time have settled; null where there are none.</summary>
    public async Task<Settled?> ReadAsync(DateTime from, DateTime to)
    {
        await using var command = new NpgsqlCommand(
            $"""
            {StatementCount.OwnMark} SELECT
                count(*) FILTER (WHERE settled_at <= @to),
                percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP
                    (ORDER BY extract(epoch FROM settled_at - created_at)::float8 * 1000)
            FROM orders WHERE id >= @first AND created_at BETWEEN @from AND @to
            """,
            _orders);
        command.Parameters.AddWithValue("first", FirstId(from));
        command.Parameters.AddWithValue("from", from);
        command.Parameters.AddWithValue("to", to);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        if (await reader.IsDBNullAsync(1))
        {
            return null;
        }

        var percentiles = await reader.GetFieldValueAsync<double[]>(1);

        return new Settled(reader.GetInt64(0), percentiles[0], percentiles[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync();
        foreach (var connection in _all)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<bool> IsBusyAsync(DateTime since)
    {
        foreach (var connection in _all)
        {
            if (await IsTrueAsync(connection, "SELECT EXISTS (SELECT FROM outbox)"))
            {
                return true;
            }
        }

        return await IsTrueAsync(
            _orders, "SELECT EXISTS (SELECT FROM orders WHERE id >= @first AND status = 'Pending')", FirstId(since));
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string query, Guid? first = null)
    {
        await using var command = new NpgsqlCommand($"{StatementCount.OwnMark} {query}", connection);
        if (first is { } id)
        {
            command.Parameters.AddWithValue("first", id);
        }

        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>The least id (RFC 9562, UUID version 7) of those that are made from some time on.</summary>
    private static Guid FirstId(DateTime time)
    {
        var bytes = Guid.CreateVersion7(time).ToByteArray(bigEndian: true);
        bytes.AsSpan(6).Clear();

        return new Guid(bytes, bigEndian: true);
    }
}

/// <param name="Count">Orders of the time that had settled by its end.</param>
/// <param name="P50">Milliseconds from accepted to settled, the median of all of them.</param>
/// <param name="P99">The 99th percentile.</param>
internal sealed record Settled(long Count, double P50, double P99);
