using Npgsql;
using NpgsqlTypes;

namespace Shop.ServiceDefaults.Copies;

/// <summary>
/// Compares a copy with its source row by row. Because events may be on their way, a row counts as different when it
/// still is after each of several further looks, and its copy has not moved meanwhile.
/// </summary>
internal sealed class CopyCheck(
    NpgsqlConnection connection, ICopySource source, TimeSpan recheckDelay, TimeProvider time)
{
    public const int MaxDifferences = 10_000;

    private const int Rechecks = 3;
    private const int RecheckSize = 100;

    private readonly CopyTable _table = new(connection, source);

    public async Task<CopyCheckResult> RunAsync(CancellationToken cancellationToken)
    {
        await _table.CreatePageAsync(cancellationToken);
        var found = new List<CopyDifference>();
        var rows = await CompareAllAsync(found, cancellationToken);
        var isComplete = found.Count < MaxDifferences;
        for (var recheck = 0; recheck < Rechecks && found.Count > 0; recheck++)
        {
            await Task.Delay(recheckDelay, time, cancellationToken);
            found = await CompareAgainAsync(found, cancellationToken);
        }

        return new CopyCheckResult(rows, found, isComplete);
    }

    private async Task<long> CompareAllAsync(List<CopyDifference> found, CancellationToken cancellationToken)
    {
        var rows = 0L;
        Guid? after = null;
        await foreach (var page in source.ReadAsync([], cancellationToken))
        {
            var last = page[^1].Id;
            found.AddRange(await CompareRangeAsync(page, after, last, found.Count, cancellationToken));
            rows += page.Count;
            after = last;
            if (found.Count >= MaxDifferences)
            {
                return rows;
            }
        }

        found.AddRange(await CompareRangeAsync([], after, last: null, found.Count, cancellationToken));
        return rows;
    }

    private Task<List<CopyDifference>> CompareRangeAsync(
        IReadOnlyList<CopyRow> page, Guid? after, Guid? last, int found, CancellationToken cancellationToken) =>
        CompareAsync(
            page,
            "($1 IS NULL OR id > $1) AND ($2 IS NULL OR id <= $2)",
            MaxDifferences - found,
            [Parameter(NpgsqlDbType.Uuid, after), Parameter(NpgsqlDbType.Uuid, last)],
            cancellationToken);

    private async Task<List<CopyDifference>> CompareAgainAsync(
        List<CopyDifference> earlier, CancellationToken cancellationToken)
    {
        var left = new List<CopyDifference>();
        foreach (var batch in earlier.Chunk(RecheckSize))
        {
            Guid[] ids = [.. batch.Select(difference => difference.Id)];
            var rows = new List<CopyRow>();
            await foreach (var page in source.ReadAsync(ids, cancellationToken))
            {
                rows.AddRange(page);
            }

            var now = await CompareAsync(
                rows,
                "id = ANY ($1)",
                RecheckSize,
                [Parameter(NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids)],
                cancellationToken);
            left.AddRange(now.Where(difference =>
                difference.IsStuckSince(batch.First(before => before.Id == difference.Id))));
        }

        return left;
    }

    private async Task<List<CopyDifference>> CompareAsync(
        IReadOnlyList<CopyRow> page,
        string copied,
        int limit,
        IEnumerable<NpgsqlParameter> parameters,
        CancellationToken cancellationToken)
    {
        await _table.LoadPageAsync(page, cancellationToken);
        var texts = $"ARRAY[{string.Join(", ", source.Columns.Select(column => $"{column}::text"))}]";
        await using var command = _table.Command(
            $"""
             SELECT id, copy.texts, source.texts
             FROM (SELECT id, {texts} AS texts FROM {source.Table} WHERE {copied}) AS copy
             FULL JOIN (SELECT id, {texts} AS texts FROM {CopyTable.Page}) AS source USING (id)
             WHERE copy.texts IS DISTINCT FROM source.texts
             ORDER BY id LIMIT {limit}
             """,
            parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var differences = new List<CopyDifference>();
        while (await reader.ReadAsync(cancellationToken))
        {
            differences.Add(new CopyDifference(reader.GetGuid(0), Texts(reader, 1), Texts(reader, 2)));
        }

        return differences;
    }

    private static NpgsqlParameter Parameter(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static string?[]? Texts(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<string?[]>(column);
}
