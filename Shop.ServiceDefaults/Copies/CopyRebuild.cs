using Npgsql;

namespace Shop.ServiceDefaults.Copies;

/// <param name="Read">Rows that the source has.</param>
/// <param name="Written">Rows that were missing in the copy or were different there.</param>
/// <param name="Removed">Rows that the source does not have.</param>
internal sealed record CopyRebuildResult(long Read, long Written, long Removed);

/// <summary>
/// Makes a copy equal to its source while events go on changing both. Every page is a transaction of its own and only
/// ever brings rows closer to the source, so that it can be killed, repeated, and run twice at once.
/// </summary>
internal sealed class CopyRebuild(NpgsqlConnection connection, ICopySource source)
{
    private const int MaxAttempts = 5;

    private const string ForgetPage =
        $"DELETE FROM rows_before AS before USING {CopyTable.Page} AS page WHERE before.id = page.id";

    private static readonly string FirstBefore = $"SELECT id FROM rows_before ORDER BY id LIMIT {CopyExport.PageSize}";

    private static readonly string ForgetRemoved = $"DELETE FROM rows_before WHERE id IN ({FirstBefore})";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly CopyTable _table = new(connection, source);

    private string Write =>
        $"""
         INSERT INTO {source.Table} AS copy (id, {_table.Columns})
         SELECT id, {_table.Columns} FROM {CopyTable.Page} ORDER BY id
         ON CONFLICT (id) DO UPDATE
         SET ({_table.Columns}) = ROW ({Each("excluded")})
         WHERE ROW ({Each("copy")}) IS DISTINCT FROM ROW ({Each("excluded")}) {IsNotNewer}
         """;

    /// <summary>
    /// An event may have brought a newer version than the page has. A version that the copy had before the stream began
    /// is no newer, whatever it says: the source was read after it.
    /// </summary>
    private string IsNotNewer => source.VersionColumn is { } version
        ? $"""
           AND (excluded.{version} >= copy.{version}
                OR copy.{version} = (SELECT before.version FROM rows_before AS before WHERE before.id = copy.id))
           """
        : "";

    private string Remove => $"DELETE FROM {source.Table} WHERE id IN ({FirstBefore})";

    public async Task<CopyRebuildResult> RunAsync(CancellationToken cancellationToken)
    {
        await _table.CreatePageAsync(cancellationToken);
        await NoteRowsAsync(cancellationToken);

        var (read, written) = (0L, 0L);
        await foreach (var rows in source.ReadAsync([], cancellationToken))
        {
            await _table.LoadPageAsync(rows, cancellationToken);
            written += (await TransactAsync(Write, ForgetPage, cancellationToken)).First;
            read += rows.Count;
        }

        // Only after the whole stream: what is left was in the copy before and is not in the source.
        var (removed, taken) = (0L, 0);
        do
        {
            (var gone, taken) = await TransactAsync(Remove, ForgetRemoved, cancellationToken);
            removed += gone;
        }
        while (taken > 0);

        return new CopyRebuildResult(read, written, removed);
    }

    /// <summary>
    /// A row that comes later - with an event, or with a look-up - is not among those noted, and so is never removed.
    /// </summary>
    private async Task NoteRowsAsync(CancellationToken cancellationToken)
    {
        await using var command = _table.Command(
            $"""
             CREATE TEMP TABLE rows_before AS SELECT id, {source.VersionColumn ?? "0"} AS version FROM {source.Table};
             CREATE UNIQUE INDEX ON rows_before (id);
             ANALYZE rows_before
             """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Rows are locked in the order of their ids, as events do; a batch of events may still deadlock with a page, and
    /// the one of them that PostgreSQL ends is repeated.
    /// </summary>
    private async Task<(int First, int Second)> TransactAsync(
        string first, string second, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await using var firstCommand = _table.Command(first);
                await using var secondCommand = _table.Command(second);
                var counts = (
                    await firstCommand.ExecuteNonQueryAsync(cancellationToken),
                    await secondCommand.ExecuteNonQueryAsync(cancellationToken));
                await transaction.CommitAsync(cancellationToken);
                return counts;
            }
            catch (PostgresException exception) when (
                exception.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MaxAttempts)
            {
                await Task.Delay(RetryDelay * attempt, cancellationToken);
            }
        }
    }

    private string Each(string alias) => string.Join(", ", source.Columns.Select(column => $"{alias}.{column}"));
}
