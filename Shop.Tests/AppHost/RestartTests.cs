using Aspire.Hosting;
using Npgsql;
using RabbitMQ.Client;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

[Collection(AppHostCollection.Name)]
public sealed class RestartTests(ServersFixture servers)
{
    [Fact]
    public async Task A_second_start_keeps_the_data_and_takes_new_passwords()
    {
        // Nothing in it may mean anything to a server.
        var directory = Directory.CreateTempSubdirectory("shop-restart it's #1, ä-").FullName;
        try
        {
            await using (var first = await Servers.StartAsync([$"--DataDirectory={directory}", .. Passwords("first")]))
            {
                await ExecuteAsync(
                    await first.ConnectionStringAsync(ResourceNames.UsersDatabase), "CREATE TABLE kept (id int)");
                await DeclareAsync(await first.ConnectionStringAsync(ResourceNames.Messaging), passive: false);
            }

            // As if the machine had been switched off, and another process had the server's number now.
            await File.WriteAllTextAsync(
                Path.Combine(directory, ResourceNames.Postgres, "data", "postmaster.pid"),
                $"{Environment.ProcessId}\n",
                TestContext.Current.CancellationToken);

            await using var second = await Servers.StartAsync([$"--DataDirectory={directory}", .. Passwords("second")]);
            var database = await second.ConnectionStringAsync(ResourceNames.UsersDatabase);
            Assert.Contains("second", database, StringComparison.Ordinal);
            await ExecuteAsync(database, "INSERT INTO kept VALUES (1)");
            await DeclareAsync(await second.ConnectionStringAsync(ResourceNames.Messaging), passive: true);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_second_start_leaves_the_servers_of_the_first_alone()
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => Servers.StartAsync($"--DataDirectory={servers.DataDirectory}"));

        Assert.StartsWith(
            $"The data in {servers.DataDirectory} is in use by another run, process {Environment.ProcessId} (",
            refusal.Message,
            StringComparison.Ordinal);
        await ExecuteAsync(await servers.App.ConnectionStringAsync(ResourceNames.UsersDatabase), "SELECT 1");
    }

    private static IEnumerable<string> Passwords(string value) =>
        Servers.Databases.Append(ResourceNames.Postgres).Append(ResourceNames.Messaging)
            .Select(resource => $"--Parameters:{resource}-password={value}");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Servers.Timeout);
    }

    private static async Task DeclareAsync(string uri, bool passive)
    {
        var factory = new ConnectionFactory { Uri = new Uri(uri) };
        await using var connection = await factory.CreateConnectionAsync(Servers.Timeout);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Servers.Timeout);
        await channel.QueueDeclareAsync(
            "kept",
            durable: true,
            exclusive: false,
            autoDelete: false,
            passive: passive,
            cancellationToken: Servers.Timeout);
    }
}
