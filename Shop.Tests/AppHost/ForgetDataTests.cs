using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

[Collection(AppHostCollection.Name)]
public sealed class ForgetDataTests(ServersFixture servers)
{
    [Fact]
    public async Task The_command_leaves_new_servers_without_the_data_of_the_old_ones()
    {
        var app = servers.App;
        foreach (var database in Servers.Databases)
        {
            await ExecuteAsync(app, database, "CREATE TABLE forgotten (id int)");
        }

        var postgres = app.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Single(resource => resource.Name == ResourceNames.Postgres);

        var result = await app.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(postgres, "forget-data", Servers.Timeout);

        Assert.True(result.Success, result.Message);
        // The databases are made anew when their server is ready.
        foreach (var database in Servers.Databases)
        {
            await Eventually.SucceedsAsync(
                () => ExecuteAsync(app, database, "CREATE TABLE forgotten (id int)"),
                "an empty database",
                TimeSpan.FromMinutes(1));
        }

        await app.ResourceNotifications.WaitForResourceHealthyAsync(ResourceNames.Messaging, Servers.Timeout);
    }

    private static async Task ExecuteAsync(DistributedApplication app, string database, string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(await app.ConnectionStringAsync(database))
        {
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Servers.Timeout);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Servers.Timeout);
    }
}
