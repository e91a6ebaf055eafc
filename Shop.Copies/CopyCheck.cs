using Microsoft.EntityFrameworkCore;

namespace Shop.Copies;

/// <summary>
/// Compares a copy with its source row by row. Because events may be on their way, a row counts as different when it
/// still is after each of several further looks, and its copy has not moved meanwhile.
/// </summary>
internal sealed class CopyCheck<TCopy>(
    DbContext context, ICopySource<TCopy> source, TimeSpan recheckDelay, TimeProvider time)
    where TCopy : class, ICopy
{
    public const int MaxDifferences = 10_000;

    private const int Rechecks = 3;
    private const int RecheckSize = 100;

    private readonly CopyTable _table = CopyTable.Of<TCopy>(context);

    public async Task<CopyCheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<CopyDifference>();
        var rows = await CompareAllAsync(found, cancellationToken);
        var isComplete = found.Count < MaxDifferences;
        for (var recheck = 0; recheck < Rechecks && found.Count > 0; recheck++)
        {
            await Task.Delay(recheckDelay, time, cancellationToken);
            found = await CompareAgainAsync(found, cancellationToken);
        }

        return new CopyCheckResult(_table, source.Service, rows, found, isComplete);
    }

    private async Task<long> CompareAllAsync(List<CopyDifference> found, CancellationToken cancellationToken)
    {
        var rows = 0L;
        var rest = context.Set<TCopy>().AsQueryable();
        await foreach (var page in source.ReadAsync([], cancellationToken))
        {
            var last = page[^1].Id;
            found.AddRange(await CompareAsync(
                page, rest.Where(copy => copy.Id <= last), MaxDifferences - found.Count, cancellationToken));
            rows += page.Count;
            rest = context.Set<TCopy>().Where(copy => copy.Id > last);
            if (found.Count >= MaxDifferences)
            {
                return rows;
            }
        }

        found.AddRange(await CompareAsync([], rest, MaxDifferences - found.Count, cancellationToken));

        return rows;
    }

    private async Task<List<CopyDifference>> CompareAgainAsync(
        List<CopyDifference> earlier, CancellationToken cancellationToken)
    {
        var left = new List<CopyDifference>();
        foreach (var batch in earlier.Chunk(RecheckSize))
        {
            Guid[] ids = [.. batch.Select(difference => difference.Id)];
            var rows = new List<TCopy>();
            await foreach (var page in source.ReadAsync(ids, cancellationToken))
            {
                rows.AddRange(page);
            }

            var copied = context.Set<TCopy>().Where(copy => ids.Contains(copy.Id));
            var now = await CompareAsync(rows, copied, RecheckSize, cancellationToken);
            left.AddRange(now.Where(difference =>
                difference.IsStuckSince(batch.First(before => before.Id == difference.Id))));
        }

        return left;
    }

    /// <summary>
    /// The first differences. Copies are read as far as these can reach: where more are left out, the extra ones among
    /// those that were read reach the limit.
    /// </summary>
    private async Task<IEnumerable<CopyDifference>> CompareAsync(
        IReadOnlyCollection<TCopy> page, IQueryable<TCopy> copied, int limit, CancellationToken cancellationToken)
    {
        var copies = await copied.AsNoTracking()
            .OrderBy(copy => copy.Id)
            .Take(page.Count + limit)
            .ToDictionaryAsync(copy => copy.Id, _table.Texts, cancellationToken);
        var originals = page.ToDictionary(row => row.Id, _table.Texts);

        return copies.Keys.Union(originals.Keys)
            .Order()
            .Select(id => new CopyDifference(id, copies.GetValueOrDefault(id), originals.GetValueOrDefault(id)))
            .Where(difference => !difference.IsNone)
            .Take(limit);
    }
}
