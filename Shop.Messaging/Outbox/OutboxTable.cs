using System.Data;
using Npgsql;

namespace Shop.Messaging.Outbox;

internal readonly record struct OutboxRow(
    long Id,
    Guid MessageId,
    string Event,
    Guid Subject,
    byte[] Payload,
    DateTimeOffset OccurredAt,
    string? TraceParent,
    string? TraceState,
    DateTimeOffset CreatedAt);

/// <summary>The statements of the relay, which read the payload as the bytes that are sent.</summary>
internal static class OutboxTable
{
    /// <summary>
    /// Locks the oldest rows that no other relay holds, and the table against whoever would keep them from being
    /// deleted: what cannot be deleted would be sent again and again.
    /// </summary>
    public static async Task<List<OutboxRow>> ClaimAsync(
        NpgsqlTransaction transaction, int limit, CancellationToken cancellationToken)
    {
        var claim = new NpgsqlBatchCommand(
            """
            SELECT id, message_id, event, subject, payload, occurred_at, trace_parent, trace_state, created_at
            FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
            """);
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { new NpgsqlBatchCommand("LOCK TABLE outbox IN ROW EXCLUSIVE MODE"), claim },
        };
        await using var reader = await batch.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new OutboxRow(
                reader.GetInt64(0),
                reader.GetGuid(1),
                reader.GetString(2),
                reader.GetGuid(3),
                await reader.GetFieldValueAsync<byte[]>(4, cancellationToken),
                reader.GetDateTime(5),
                reader.GetValue(6) as string,
                reader.GetValue(7) as string,
                reader.GetDateTime(8)));
        }

        return rows;
    }

    public static async Task DeleteAsync(
        NpgsqlTransaction transaction, long[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM outbox WHERE id = ANY($1)", transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = ids });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
