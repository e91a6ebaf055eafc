namespace Shop.Messaging.Inbox;

/// <summary>Says that the effect of an event is in this database; written in the transaction of the effect.</summary>
internal sealed class InboxMessage
{
    public required Guid MessageId { get; init; }

    public required string Event { get; init; }

    public DateTimeOffset ReceivedAt { get; private set; }
}
