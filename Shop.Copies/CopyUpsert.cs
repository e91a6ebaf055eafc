using Microsoft.EntityFrameworkCore;

namespace Shop.Copies;

/// <summary>The one way in which copies are written, by events and by a rebuild alike.</summary>
public static class CopyUpsert
{
    private static readonly Dictionary<Guid, long> None = [];

    /// <summary>
    /// Keeps the higher version of each row, whatever the order in which they come. Rows are locked in the order of
    /// their ids, so that two writers of the same rows do not deadlock.
    /// </summary>
    /// <returns>How many rows were missing in the copy or are other than before.</returns>
    public static Task<int> KeepNewerAsync<TCopy>(
        this DbContext context, IReadOnlyCollection<TCopy> rows, CancellationToken cancellationToken)
        where TCopy : class, ICopy =>
        context.KeepNewerAsync(rows, None, cancellationToken);

    /// <param name="context">Whose table it is.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="outdated">Versions by id that a row of the source replaces even if its own is lower.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    internal static async Task<int> KeepNewerAsync<TCopy>(
        this DbContext context,
        IReadOnlyCollection<TCopy> rows,
        IReadOnlyDictionary<Guid, long> outdated,
        CancellationToken cancellationToken)
        where TCopy : class, ICopy
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var table = CopyTable.Of<TCopy>(context);
        Guid[] ids = [.. rows.Select(row => row.Id).Where(outdated.ContainsKey)];
        long[] versions = [.. ids.Select(id => outdated[id])];

        return await context.Database.ExecuteSqlRawAsync(
            table.Upsert, [.. table.Values(rows), ids, versions], cancellationToken);
    }
}
