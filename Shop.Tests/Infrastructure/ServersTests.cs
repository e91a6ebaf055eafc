using Npgsql;
using RabbitMQ.Client;

namespace Shop.Tests.Infrastructure;

public sealed class ServersTests(PostgresFixture postgres, RabbitMQFixture rabbitMQ)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMQFixture>
{
    [Fact]
    public async Task A_test_class_has_an_empty_database()
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_user_tables", connection);

        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_test_class_has_an_empty_virtual_host()
    {
        var factory = new ConnectionFactory { Uri = new Uri(rabbitMQ.ConnectionString) };
        await using var connection = await factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            cancellationToken: TestContext.Current.CancellationToken);

        var queue = await channel.QueueDeclareAsync("mine", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0u, queue.MessageCount);
    }
}
