using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Messaging.Inbox;

/// <summary>Says that the effect of an event is in this database; written in the transaction of the effect.</summary>
internal sealed class InboxMessage
{
    public required Guid MessageId { get; init; }

    public required string Event { get; init; }

    public DateTimeOffset ReceivedAt { get; private set; }
}

internal sealed class InboxMessageConfiguration : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("inbox");
        builder.HasKey(message => new { message.MessageId, message.Event }).HasName("pk_inbox");
        builder.Property(message => message.MessageId).HasColumnName("message_id").ValueGeneratedNever();
        builder.Property(message => message.Event).HasColumnName("event").HasMaxLength(100);
        builder.Property(message => message.ReceivedAt).HasColumnName("received_at").HasDefaultValueSql("now()");

        // Serves the removal of old rows; the rows are written in its order, for which BRIN costs next to nothing.
        builder.HasIndex(message => message.ReceivedAt).HasDatabaseName("ix_inbox_received_at").HasMethod("brin");
    }
}
