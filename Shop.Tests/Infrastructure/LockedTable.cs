using Npgsql;

namespace Shop.Tests.Infrastructure;

/// <summary>A table that another session has locked, until this is disposed of.</summary>
internal sealed class LockedTable : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private LockedTable(NpgsqlConnection connection) => _connection = connection;

    public static async Task<LockedTable> TakeAsync(
        string connectionString, string table, string mode = "ACCESS EXCLUSIVE")
    {
        var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"BEGIN; LOCK TABLE {table} IN {mode} MODE", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        return new LockedTable(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
