using Npgsql;

namespace Shop.Tests.Infrastructure;

internal static class TableRows
{
    /// <summary>How many rows each table of a database has.</summary>
    public static async Task<Dictionary<string, string>> CountAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            """
            SELECT table_name, (xpath('//n/text()', query_to_xml(
                format('SELECT count(*) AS n FROM %I', table_name), nulls => false, tableforest => true, targetns => '')
            ))[1]::text
            FROM information_schema.tables
            WHERE table_schema = 'public'
            """);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var counts = new Dictionary<string, string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            counts[reader.GetString(0)] = reader.GetString(1);
        }

        return counts;
    }
}
