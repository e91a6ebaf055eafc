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
    DateTimeOffset CreatedAt,
    bool HeldBack);
