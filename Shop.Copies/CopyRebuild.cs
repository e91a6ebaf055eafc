using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.ServiceDefaults.Database;

namespace Shop.Copies;

/// <param name="Read">Rows that the source has.</param>
/// <param name="Written">Rows that were missing in the copy or were different there.</param>
/// <param name="Removed">Rows that the source does not have.</param>
internal sealed record CopyRebuildResult(long Read, long Written, long Removed);

/// <summary>
/// Makes a copy equal to its source while events go on changing both. Every page is a transaction of its own and only
/// ever brings rows closer to the source, so that it can be killed, repeated, and run twice at once.
/// </summary>
internal sealed class CopyRebuild<TCopy>(DbContext context, ICopySource<TCopy> source)
    where TCopy : class, ICopy
{
    private const int MaxAttempts = 5;
    private const int RemovedAtOnce = 500;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    public async Task<CopyRebuildResult> RunAsync(CancellationToken cancellationToken)
    {
        // A row that comes later - with an event, or with a look-up - is not among these, and so is never removed. A
        // version that is among them is no newer than the source's, whatever it says: the source was read after it.
        var before = await context.Set<TCopy>()
            .Select(copy => new { copy.Id, copy.Version })
            .ToDictionaryAsync(copy => copy.Id, copy => copy.Version, cancellationToken);

        var (read, written, removed) = (0L, 0L, 0L);
        await foreach (var rows in source.ReadAsync([], cancellationToken))
        {
            written += await RepeatAsync(
                () => context.KeepNewerAsync(rows, before, cancellationToken), cancellationToken);
            read += rows.Count;
            foreach (var row in rows)
            {
                before.Remove(row.Id);
            }
        }

        // Only after the whole stream: what is left was in the copy before and is not in the source.
        foreach (var ids in before.Keys.Order().Chunk(RemovedAtOnce))
        {
            removed += await RepeatAsync(
                () => context.Set<TCopy>().Where(copy => ids.Contains(copy.Id)).ExecuteDeleteAsync(cancellationToken),
                cancellationToken);
        }

        return new CopyRebuildResult(read, written, removed);
    }

    /// <summary>
    /// Rows are locked in the order of their ids, as events do; a batch of events may still deadlock with a page or
    /// hold a row for long, and what PostgreSQL ends is repeated.
    /// </summary>
    private static async Task<int> RepeatAsync(Func<Task<int>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (PostgresException exception) when (exception.IsLockConflict() && attempt < MaxAttempts)
            {
                await Task.Delay(RetryDelay * attempt, cancellationToken);
            }
        }
    }
}
