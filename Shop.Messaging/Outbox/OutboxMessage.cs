namespace Shop.Messaging.Outbox;

/// <summary>An event that waits in the publisher's database until the broker has confirmed it.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; private set; }

    public required Guid MessageId { get; init; }

    public required string Event { get; init; }

    public required Guid Subject { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public DateTimeOffset CreatedAt { get; private set; }
}
