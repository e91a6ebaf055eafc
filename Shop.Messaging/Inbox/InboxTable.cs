using Npgsql;
using NpgsqlTypes;
using Shop.Messaging.Consumers;

namespace Shop.Messaging.Inbox;

internal static class InboxTable
{
    /// <summary>
    /// Writes the rows of the deliveries that are new and returns their keys. A replica that applies the same delivery
    /// at this moment is waited for; the order of the rows keeps two batches from waiting for each other.
    /// </summary>
    public static async Task<HashSet<(Guid MessageId, string Event)>> AddAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<InboundMessage> messages,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO inbox (message_id, event)
            SELECT message_id, event FROM unnest($1, $2) AS delivery (message_id, event) ORDER BY message_id, event
            ON CONFLICT DO NOTHING
            RETURNING message_id, event
            """,
            transaction.Connection,
            transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid[]>
        {
            TypedValue = [.. messages.Select(message => message.Id)],
        });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. messages.Select(message => message.EventName)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var added = new HashSet<(Guid, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            added.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return added;
    }
}
