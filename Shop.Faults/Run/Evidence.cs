using Npgsql;
using Shop.Faults.Cluster;

namespace Shop.Faults.Run;

/// <summary>What is kept of a run that found something: every table, and the logs of the servers.</summary>
internal sealed class Evidence(ShopCluster shop, string directory)
{
    public async Task KeepAsync()
    {
        foreach (var (service, database) in shop.Databases)
        {
            var tables = Directory.CreateDirectory(Path.Combine(directory, "tables", service)).FullName;
            await CopyTablesAsync(database, tables);
        }

        File.Copy(shop.Postgres.Log, Path.Combine(directory, "logs", "postgres.log"));
        foreach (var log in Directory.GetFiles(shop.RabbitMQ.Logs, "*.log"))
        {
            File.Copy(log, Path.Combine(directory, "logs", $"rabbitmq-{Path.GetFileName(log)}"));
        }
    }

    private static async Task CopyTablesAsync(string database, string directory)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var table in await TablesAsync(connection))
        {
            using var rows = await connection.BeginTextExportAsync($"COPY \"{table}\" TO STDOUT (FORMAT csv, HEADER)");
            await File.WriteAllTextAsync(Path.Combine(directory, $"{table}.csv"), await rows.ReadToEndAsync());
        }
    }

    // Keys that sign tokens are nobody's evidence.
    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'signing_keys'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
