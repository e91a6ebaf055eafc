using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shop.Contracts.Events;

namespace Shop.Messaging.Outbox;

/// <summary>An event that waits in the publisher's database until the broker has confirmed it.</summary>
internal sealed class OutboxMessage
{
    /// <summary>UUID version 7 (RFC 9562), and so in the order of time, to the millisecond.</summary>
    public required Guid MessageId { get; init; }

    public required string Event { get; init; }

    public required Guid Subject { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>An event as it waits, below the span that it comes from.</summary>
    public static OutboxMessage Of<TEvent>(TEvent message, Activity? cause)
        where TEvent : IEvent<TEvent>
    {
        var activity = cause is { IdFormat: ActivityIdFormat.W3C } ? cause : null;

        return new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(),
            Event = TEvent.EventName,
            Subject = message.Subject,
            Payload = JsonSerializer.Serialize(message, TEvent.JsonTypeInfo),
            OccurredAt = message.OccurredAt.ToUniversalTime(),
            TraceParent = activity?.Id,
            // W3C Trace Context 3.3.1.5: one that is too long is dropped, never cut within an entry.
            TraceState = activity?.TraceStateString is { Length: <= OutboxMessageConfiguration.TraceStateLength } state
                ? state
                : null,
        };
    }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public const int TraceStateLength = 512;

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.HasKey(message => message.MessageId).HasName("pk_outbox");
        builder.Property(message => message.MessageId).HasColumnName("message_id").ValueGeneratedNever();
        builder.Property(message => message.Event).HasColumnName("event").HasMaxLength(100);
        builder.Property(message => message.Subject).HasColumnName("subject");
        builder.Property(message => message.Payload).HasColumnName("payload").HasColumnType("json");
        builder.Property(message => message.OccurredAt).HasColumnName("occurred_at");
        builder.Property(message => message.TraceParent).HasColumnName("trace_parent").HasMaxLength(55);
        builder.Property(message => message.TraceState).HasColumnName("trace_state").HasMaxLength(TraceStateLength);
        builder.Property(message => message.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("now()");

        // Rows live for milliseconds, so what is dead outnumbers what is alive: vacuum by number, not by share.
        builder.HasStorageParameter("autovacuum_vacuum_scale_factor", 0.0);
        builder.HasStorageParameter("autovacuum_vacuum_threshold", 5000);
    }
}
