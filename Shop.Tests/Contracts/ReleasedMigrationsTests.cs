using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shop.Contracts;
using Shop.Orders.Data;
using Shop.Products.Data;
using Shop.Tests.Architecture;
using Shop.Users.Data;

namespace Shop.Tests.Contracts;

/// <summary>The released version goes on working while, and after, the migrations since then are applied.</summary>
public sealed class ReleasedMigrationsTests
{
    private const string File = "migrations.json";

    private static readonly Dictionary<string, DbContext> Databases = new()
    {
        [ResourceNames.Users] = Create<UsersDbContext>(options => new UsersDbContext(options)),
        [ResourceNames.Products] = Create<ProductsDbContext>(options => new ProductsDbContext(options)),
        [ResourceNames.Orders] = Create<OrdersDbContext>(options => new OrdersDbContext(options)),
    };

    private static ReleasedMigrations Released
    {
        get
        {
            if (Release.BeingMade is { } version)
            {
                Release.Write(
                    new ReleasedMigrations(
                        Version.Parse(version),
                        Databases.ToDictionary(service => service.Key, service => Ids(service.Value))),
                    File);
            }

            return Release.Read<ReleasedMigrations>(File);
        }
    }

    [Fact]
    public void It_survives_every_migration_since_then() => Assert.Empty(
        from service in Databases
        from breach in MigrationRules.Breaches(
            Since(service.Value, Released.Migrations[service.Key]), Released.Version)
        select $"{service.Key}: {breach}");

    [Fact]
    public void Its_own_migrations_are_all_there() => Assert.All(
        Databases,
        service => Assert.Equal(
            Released.Migrations[service.Key],
            Ids(service.Value).Take(Released.Migrations[service.Key].Count)));

    [Fact]
    public void What_earlier_versions_did_not_survive_would_have_been_found()
    {
        var orders = Databases[ResourceNames.Orders];

        Assert.Equal(
            [
                "DropUserCopies has a DropTableOperation on user_copies",
                "KeyOutboxByMessage has a DropPrimaryKeyOperation on outbox: pk_outbox",
                "KeyOutboxByMessage has a DropColumnOperation on outbox: id",
                "KeyOutboxByMessage has a AddPrimaryKeyOperation on outbox: pk_outbox",
            ],
            MigrationRules.Breaches(Since(orders, [Ids(orders).First()]).Take(3), Released.Version));
    }

    private static IEnumerable<Migration> Since(DbContext database, IReadOnlyCollection<string> released)
    {
        var assembly = database.GetService<IMigrationsAssembly>();

        return assembly.Migrations
            .Where(migration => !released.Contains(migration.Key))
            .Select(migration => assembly.CreateMigration(migration.Value, database.Database.ProviderName!));
    }

    private static IReadOnlyCollection<string> Ids(DbContext database) =>
        [.. database.GetService<IMigrationsAssembly>().Migrations.Keys];

    private static TContext Create<TContext>(Func<DbContextOptions<TContext>, TContext> create)
        where TContext : DbContext =>
        create(new DbContextOptionsBuilder<TContext>().UseNpgsql().Options);

    private sealed record ReleasedMigrations(
        Version Version, IReadOnlyDictionary<string, IReadOnlyCollection<string>> Migrations);
}
