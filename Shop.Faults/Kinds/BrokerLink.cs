using RabbitMQ.Client;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>A connection of the suite's own, with confirms.</summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    private readonly IConnection _connection;

    private BrokerLink(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    public static async Task<BrokerLink> OpenAsync(ShopCluster shop)
    {
        var factory = new ConnectionFactory { Uri = shop.VirtualHost, AutomaticRecoveryEnabled = false };
        var connection = await factory.CreateConnectionAsync("faults");

        return new BrokerLink(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
    }

    /// <summary>Puts a message, as it is, into a queue, and waits until the broker has it.</summary>
    public async Task SendAsync(string queue, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body) =>
        await Channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(properties), body);

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
