using System.Globalization;
using Npgsql;
using Shop.AppHost.Databases;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

[Collection(AppHostCollection.Name)]
public sealed class ConnectionBudgetTests(ServersFixture servers)
{
    [Theory]
    [InlineData(1, 14, 200)]
    [InlineData(4, 14, 200)]
    [InlineData(5, 12, 200)]
    [InlineData(10, 6, 200)]
    [InlineData(30, 6, 560)]
    [InlineData(100, 6, 1820)]
    public void Pools_share_what_the_server_takes_and_it_takes_more_before_they_are_too_small(
        int replicas, int poolSize, int maxConnections) =>
        Assert.Equal(new ConnectionBudget(poolSize, maxConnections), ConnectionBudget.For(replicas));

    [Fact]
    public void All_pools_may_be_full_at_once_and_leave_room_for_others()
    {
        Assert.All(Enumerable.Range(1, 100), replicas =>
        {
            var budget = ConnectionBudget.For(replicas);
            var processes = replicas * ConnectionBudget.Services;

            Assert.InRange(
                (processes * budget.PoolSize) + ConnectionBudget.Reserved, 1, budget.MaxConnections);
        });
    }

    [Fact]
    public async Task The_server_takes_and_the_services_open_what_was_budgeted()
    {
        var budget = ConnectionBudget.For(ServersFixture.Replicas);

        foreach (var name in Servers.Databases)
        {
            var settings = new NpgsqlConnectionStringBuilder(await servers.App.ConnectionStringAsync(name));
            Assert.Equal(budget.PoolSize, settings.MaxPoolSize);
        }

        var server = await servers.App.ConnectionStringAsync(ResourceNames.Postgres);
        await using var source = NpgsqlDataSource.Create($"{server};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand("SHOW max_connections");
        Assert.Equal(
            budget.MaxConnections.ToString(CultureInfo.InvariantCulture),
            await command.ExecuteScalarAsync(Servers.Timeout));
    }
}
