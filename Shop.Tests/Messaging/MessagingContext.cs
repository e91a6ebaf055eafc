using Microsoft.EntityFrameworkCore;
using Shop.Messaging;

namespace Shop.Tests.Messaging;

internal sealed class MessagingContext(DbContextOptions<MessagingContext> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMessagingTables();
}

/// <summary>
/// What a consumer of the tests writes; a second row for the same order shows that it was applied twice.
/// </summary>
internal sealed class Effect
{
    public long Id { get; init; }

    public required Guid OrderId { get; init; }
}
