using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Database;

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
        DbContext context, int limit, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(context)
            .Add("LOCK TABLE outbox IN ROW EXCLUSIVE MODE")
            .Add(
                """
                SELECT id, message_id, event, subject, payload, occurred_at, trace_parent, trace_state, created_at
                FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
                """,
                limit);

        return await batch.ReadAsync(
            static row => new OutboxRow(
                row.GetInt64(0),
                row.GetGuid(1),
                row.GetString(2),
                row.GetGuid(3),
                row.GetFieldValue<byte[]>(4),
                row.GetDateTime(5),
                row.GetValue(6) as string,
                row.GetValue(7) as string,
                row.GetDateTime(8)),
            cancellationToken);
    }

    /// <summary>Adds rows for events that were staged at the same time.</summary>
    public static void Insert(StatementBatch batch, IReadOnlyCollection<OutboxMessage> messages) => batch.Add(
        """
        INSERT INTO outbox (message_id, event, subject, payload, occurred_at, trace_parent, trace_state)
        SELECT message_id, event, subject, payload::json, occurred_at, trace_parent, trace_state
        FROM unnest($1, $2, $3, $4, $5, $6, $7)
             AS message (message_id, event, subject, payload, occurred_at, trace_parent, trace_state)
        """,
        messages.Select(message => message.MessageId).ToArray(),
        messages.Select(message => message.Event).ToArray(),
        messages.Select(message => message.Subject).ToArray(),
        messages.Select(message => message.Payload).ToArray(),
        messages.Select(message => message.OccurredAt).ToArray(),
        messages.Select(message => message.TraceParent).ToArray(),
        messages.Select(message => message.TraceState).ToArray());

    /// <summary>
    /// Deletes rows. The commit does not wait for the disk: rows that a crash brings back are sent again, as those are
    /// whose commit it prevents.
    /// </summary>
    public static async Task DeleteAsync(DbContext context, long[] ids, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(context)
            .Add("SET LOCAL synchronous_commit = off")
            .Add("DELETE FROM outbox WHERE id = ANY ($1)", ids);
        await batch.ExecuteAsync(cancellationToken);
    }
}
