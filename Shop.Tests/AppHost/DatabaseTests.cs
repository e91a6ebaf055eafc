using Aspire.Hosting;
using Npgsql;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

[Collection(AppHostCollection.Name)]
public sealed class DatabaseTests(ServersFixture servers)
{
    private readonly DistributedApplication _app = servers.App;

    [Fact]
    public async Task Each_service_owns_its_database_and_can_open_no_other()
    {
        foreach (var name in Servers.Databases)
        {
            var own = new NpgsqlConnectionStringBuilder(await _app.ConnectionStringAsync(name)) { Pooling = false };
            Assert.Equal(own.Username, await OwnerAsync(own.ConnectionString));

            foreach (var other in Servers.Databases.Where(other => other != name))
            {
                var foreign = new NpgsqlConnectionStringBuilder(await _app.ConnectionStringAsync(other)).Database;
                await AssertCannotOpenAsync(own, foreign!);
            }

            await AssertCannotOpenAsync(own, "postgres");
        }
    }

    [Fact]
    public async Task Servers_are_called_by_address_since_not_every_machine_has_the_same_localhost()
    {
        var database = new NpgsqlConnectionStringBuilder(await _app.ConnectionStringAsync(Servers.Databases[0]));
        var broker = new Uri(await _app.ConnectionStringAsync(ResourceNames.Messaging));

        Assert.Equal(("127.0.0.1", "127.0.0.1"), (database.Host, broker.Host));
    }

    [Fact]
    public async Task A_wrong_password_opens_nothing()
    {
        var settings = new NpgsqlConnectionStringBuilder(await _app.ConnectionStringAsync(Servers.Databases[0]))
        {
            Pooling = false,
            Password = "wrong",
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);

        var exception = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Servers.Timeout));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, exception.SqlState);
    }

    private static async Task<object?> OwnerAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Servers.Timeout);
        await using var command = new NpgsqlCommand(
            """
            SELECT rolname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba
            WHERE datname = current_database() AND NOT rolsuper AND NOT rolcreatedb AND NOT rolcreaterole
            """,
            connection);

        return await command.ExecuteScalarAsync(Servers.Timeout);
    }

    private static async Task AssertCannotOpenAsync(NpgsqlConnectionStringBuilder role, string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(role.ConnectionString) { Database = database };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        var exception = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Servers.Timeout));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, exception.SqlState);
    }
}
