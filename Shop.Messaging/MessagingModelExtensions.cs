using Microsoft.EntityFrameworkCore;
using Shop.Messaging.Inbox;
using Shop.Messaging.Outbox;

namespace Shop.Messaging;

/// <summary>The tables of messaging in a service's database.</summary>
public static class MessagingModelExtensions
{
    /// <summary>Maps the tables <c>outbox</c> and <c>inbox</c>; call it in OnModelCreating.</summary>
    public static ModelBuilder AddMessagingTables(this ModelBuilder modelBuilder) =>
        modelBuilder
            .ApplyConfiguration(new OutboxMessageConfiguration())
            .ApplyConfiguration(new InboxMessageConfiguration());
}
