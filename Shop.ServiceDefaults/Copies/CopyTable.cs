using Npgsql;

namespace Shop.ServiceDefaults.Copies;

/// <summary>
/// A copy on a connection of its own, which has a page of the source's rows beside it in a temporary table, where SQL
/// brings the two together.
/// </summary>
internal sealed class CopyTable(NpgsqlConnection connection, ICopySource source)
{
    /// <summary>The temporary table.</summary>
    public const string Page = "source_page";

    public string Columns { get; } = string.Join(", ", source.Columns);

    public async Task CreatePageAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"CREATE TEMP TABLE {Page} (LIKE {source.Table})");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts other rows into the page.</summary>
    public async Task LoadPageAsync(IReadOnlyList<CopyRow> rows, CancellationToken cancellationToken)
    {
        await using (var command = Command($"TRUNCATE {Page}"))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY {Page} (id, {Columns}) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var row in rows)
        {
            await writer.WriteRowAsync(cancellationToken, [row.Id, .. row.Values]);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    public NpgsqlCommand Command(string sql, params IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.ToArray());
        return command;
    }
}
