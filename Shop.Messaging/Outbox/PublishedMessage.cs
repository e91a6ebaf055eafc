using System.Diagnostics;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Outbox;

/// <summary>Events of one name that go to the broker in one message: what they cost there, a message costs.</summary>
internal sealed class PublishedMessage(string eventName)
{
    private readonly List<OutboxRow> _rows = [];
    private int _bytes;

    public string Event => eventName;

    /// <summary>Puts rows into messages, those of an event in their order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="maxBytes">The most bytes of a message of several events.</param>
    public static List<PublishedMessage> Of(IEnumerable<OutboxRow> rows, int maxBytes)
    {
        var messages = new List<PublishedMessage>();
        var open = new Dictionary<string, PublishedMessage>();
        foreach (var row in rows)
        {
            var bytes = row.Payload.Length + CloudEventBatch.MaxOverhead;
            if (!open.TryGetValue(row.Event, out var message)
                || message._rows.Count == CloudEventBatch.MaxEvents
                || message._bytes + bytes > maxBytes)
            {
                open[row.Event] = message = new PublishedMessage(row.Event);
                messages.Add(message);
            }

            message._rows.Add(row);
            message._bytes += bytes;
        }

        return messages;
    }

    /// <summary>Starts the span of each event, below the one that staged it.</summary>
    public List<PublishedEvent> Start() => _rows.ConvertAll(row =>
    {
        ActivityContext.TryParse(row.TraceParent, row.TraceState, isRemote: true, out var parent);

        return new PublishedEvent(
            row, MessagingTelemetry.StartPublish(row.Event, row.MessageId, row.Payload.Length, parent));
    });
}

/// <param name="Row">The event.</param>
/// <param name="Activity">The span of its publishing, if anybody records it.</param>
internal sealed record PublishedEvent(OutboxRow Row, Activity? Activity)
{
    public string? TraceParent => Activity?.Id ?? Row.TraceParent;

    public string? TraceState => Activity?.TraceStateString ?? Row.TraceState;
}
