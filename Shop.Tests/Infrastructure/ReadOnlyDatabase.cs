using Npgsql;

namespace Shop.Tests.Infrastructure;

/// <summary>A database that takes no writes, as a primary that has become a standby.</summary>
internal static class ReadOnlyDatabase
{
    /// <summary>Changes what new sessions may do; those that stand are ended when it becomes read-only.</summary>
    public static async Task SetAsync(string connectionString, bool isReadOnly)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var name = settings.Database!;
        settings.Database = "postgres";
        settings.Pooling = false;
        await using var source = NpgsqlDataSource.Create(settings);
        await using var change = source.CreateCommand(
            $"ALTER DATABASE \"{name}\" SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}");
        await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        if (isReadOnly)
        {
            await using var end = source.CreateCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1");
            end.Parameters.Add(new NpgsqlParameter { Value = name });
            await end.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
