using System.Text;
using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Database;

namespace Shop.Messaging.Outbox;

/// <summary>An event with its payload as the bytes that are sent.</summary>
internal sealed record OutboxRow(
    Guid MessageId,
    string Event,
    Guid Subject,
    byte[] Payload,
    DateTimeOffset OccurredAt,
    string? TraceParent,
    string? TraceState,
    DateTimeOffset CreatedAt)
{
    public static OutboxRow Of(OutboxMessage message, DateTimeOffset createdAt) => new(
        message.MessageId,
        message.Event,
        message.Subject,
        Encoding.UTF8.GetBytes(message.Payload),
        message.OccurredAt,
        message.TraceParent,
        message.TraceState,
        createdAt);
}

/// <summary>The statements on the outbox that do not go through its entity.</summary>
internal static class OutboxTable
{
    /// <summary>
    /// Locks the oldest rows that no other relay holds, and the table against whoever would keep them from being
    /// deleted: what cannot be deleted would be sent again and again.
    /// </summary>
    /// <param name="context">Whose transaction it is.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="age">How old they are at least: younger ones are on the way in the process that wrote them.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public static async Task<List<OutboxRow>> ClaimAsync(
        DbContext context, int limit, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(context)
            .Add("LOCK TABLE outbox IN ROW EXCLUSIVE MODE")
            .Add(
                """
                SELECT message_id, event, subject, payload, occurred_at, trace_parent, trace_state, created_at
                FROM outbox WHERE created_at <= now() - $1
                ORDER BY message_id LIMIT $2 FOR UPDATE SKIP LOCKED
                """,
                age,
                limit);

        return await batch.ReadAsync(
            static row => new OutboxRow(
                row.GetGuid(0),
                row.GetString(1),
                row.GetGuid(2),
                row.GetFieldValue<byte[]>(3),
                row.GetDateTime(4),
                row.GetValue(5) as string,
                row.GetValue(6) as string,
                row.GetDateTime(7)),
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
    public static async Task DeleteAsync(
        DbContext context, IEnumerable<Guid> messageIds, CancellationToken cancellationToken)
    {
        await using var batch = new StatementBatch(context)
            .Add("SET LOCAL synchronous_commit = off")
            .Add("DELETE FROM outbox WHERE message_id = ANY ($1)", messageIds.ToArray());
        await batch.ExecuteAsync(cancellationToken);
    }
}
