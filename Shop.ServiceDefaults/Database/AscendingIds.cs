using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;

namespace Shop.ServiceDefaults.Database;

/// <summary>Ids for rows that are read page after page, each page after the last id of the one before.</summary>
public static class AscendingIds
{
    /// <summary>
    /// The id (RFC 9562, UUID version 7) of a row that the current transaction adds: higher than any in the table. Who
    /// adds another row waits for the end of the transaction. A commit can be seen before its locks are given up, so
    /// whoever sees a row sees all that have lower ids.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task<Guid> NextIdAsync<TEntity>(
        this DbContext context, TimeProvider time, CancellationToken cancellationToken)
        where TEntity : class
    {
        if (context.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The lock would not last until the row is committed.");
        }

        var table = context.Model.FindEntityType(typeof(TEntity))!.GetTableName()!;
        await context.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended({table}, 0))", cancellationToken);
        // A statement of its own, because what it sees was committed when it began.
        var last = await context.Set<TEntity>()
            .Select(entity => EF.Property<Guid>(entity, "Id"))
            .OrderByDescending(id => id)
            .FirstOrDefaultAsync(cancellationToken);
        var id = Guid.CreateVersion7(time.GetUtcNow());

        return id > last ? id : After(last);
    }

    // Two of a millisecond are in no order, and clocks of replicas differ.
    private static Guid After(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        BinaryPrimitives.WriteUInt128BigEndian(bytes, BinaryPrimitives.ReadUInt128BigEndian(bytes) + 1);

        return new Guid(bytes, bigEndian: true);
    }
}
