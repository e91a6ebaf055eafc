using RabbitMQ.Client;

namespace Shop.Messaging.Broker;

/// <summary>Opens channels with tracked publisher confirms on which the topology has been declared.</summary>
internal static class BrokerChannels
{
    private static readonly CreateChannelOptions Options = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        // The batch bounds what is outstanding.
        outstandingPublisherConfirmationsRateLimiter: null);

    public static async Task<IChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(Options, cancellationToken);
        try
        {
            await Topology.DeclareAsync(channel, cancellationToken);
            return channel;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }
}
