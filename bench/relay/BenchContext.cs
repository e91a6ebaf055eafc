using Microsoft.EntityFrameworkCore;
using Shop.Messaging;

namespace Shop.Bench.Relay;

/// <summary>The database of a service that has nothing but events.</summary>
internal sealed class BenchContext(DbContextOptions<BenchContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMessagingTables();
}
