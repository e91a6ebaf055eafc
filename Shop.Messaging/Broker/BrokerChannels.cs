using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Shop.Messaging.Broker;

/// <summary>
/// Opens channels on the connection of the container. That connection is asked for when it is needed, not injected,
/// so that a host starts while the broker is away; once made it reconnects by itself.
/// </summary>
internal sealed class BrokerChannels(IServiceProvider services)
{
    private IConnection? _connection;
    private volatile string? _blocked;

    /// <summary>Why the broker takes no messages at the moment (connection.blocked); null when it does.</summary>
    public string? Blocked => _blocked;

    /// <summary>Opens a channel with tracked publisher confirms on which the topology has been declared.</summary>
    public async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        // The first request connects and blocks its thread meanwhile; a request that fails is made anew.
        var connection = await Task.Run(services.GetRequiredService<IConnection>, cancellationToken);
        Watch(connection);
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true,
                publisherConfirmationTrackingEnabled: true,
                // The batch bounds what is outstanding.
                outstandingPublisherConfirmationsRateLimiter: null),
            cancellationToken);
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

    private void Watch(IConnection connection)
    {
        if (Interlocked.Exchange(ref _connection, connection) == connection)
        {
            return;
        }

        connection.ConnectionBlockedAsync += (_, blocked) => Set(blocked.Reason);
        connection.ConnectionUnblockedAsync += (_, _) => Set(null);
        // The broker says so again after a reconnect if it still takes nothing.
        connection.ConnectionShutdownAsync += (_, _) => Set(null);

        Task Set(string? reason)
        {
            _blocked = reason;
            return Task.CompletedTask;
        }
    }
}
