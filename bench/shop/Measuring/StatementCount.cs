using Npgsql;
using Shop.Contracts;
using Shop.Faults.Cluster;
using Shop.LocalServers;

namespace Shop.Bench.Shop.Measuring;

/// <summary>
/// How many statements the databases of the services have run, BEGIN and COMMIT among them; where PostgreSQL has no
/// pg_stat_statements, how many transactions.
/// </summary>
internal sealed class StatementCount(ShopCluster shop) : IAsyncDisposable
{
    /// <summary>Stands in statements of this program, which do not count.</summary>
    public const string OwnMark = "/* bench */";

    private const string Module = "pg_stat_statements";

    private readonly NpgsqlConnection _connection = new(shop.Databases[ResourceNames.Users]);

    /// <summary>Whether statements can be counted.</summary>
    public static bool IsExact { get; } = File.Exists(Path.Combine(
        Path.GetDirectoryName(PostgresCluster.Find("postgres"))!, $"../lib/{Module}.so"));

    /// <summary>Settings of the server, each as <c>name=value</c>.</summary>
    public static IReadOnlyList<string> Settings => IsExact ? [$"shared_preload_libraries={Module}"] : [];

    public async Task StartAsync()
    {
        await _connection.OpenAsync();
        if (IsExact)
        {
            await using var command = new NpgsqlCommand($"CREATE EXTENSION {Module}", _connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Statements, or transactions, so far by service.</summary>
    public async Task<Dictionary<string, long>> ReadAsync()
    {
        var counts = ShopCluster.Stateful.ToDictionary(service => service, _ => 0L);
        await using var command = new NpgsqlCommand(
            IsExact
                ? $"""
                SELECT datname, sum(calls)::bigint
                FROM {Module} JOIN pg_database ON pg_database.oid = dbid
                WHERE query NOT LIKE '%{OwnMark}%' GROUP BY datname
                """
                : "SELECT datname, xact_commit FROM pg_stat_database WHERE datname IS NOT NULL",
            _connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            if (counts.ContainsKey(reader.GetString(0)))
            {
                counts[reader.GetString(0)] = reader.GetInt64(1);
            }
        }

        return counts;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
