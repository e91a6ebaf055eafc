using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Messaging.Inbox;

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
