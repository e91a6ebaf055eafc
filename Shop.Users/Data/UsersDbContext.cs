using Microsoft.EntityFrameworkCore;
using Shop.Messaging;

namespace Shop.Users.Data;

internal sealed class UsersDbContext(DbContextOptions<UsersDbContext> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder
            .AddMessagingTables()
            .ApplyConfigurationsFromAssembly(typeof(UsersDbContext).Assembly);
}
