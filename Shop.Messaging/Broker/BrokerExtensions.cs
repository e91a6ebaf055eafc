using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using Shop.Contracts;

namespace Shop.Messaging.Broker;

internal static class BrokerExtensions
{
    /// <summary>Adds the connection to the broker, its settings and its health.</summary>
    public static void AddBroker(this IHostApplicationBuilder builder, string service)
    {
        builder.AddRabbitMQClient(
            ResourceNames.Messaging,
            settings =>
            {
                // The loops try again for ever and report their own health;
                // the first attempt must not hold up the start.
                settings.DisableAutoActivation = true;
                settings.MaxConnectRetryCount = 0;
                settings.DisableHealthChecks = true;
                // The spans of MessagingTelemetry carry the trace through the outbox; the client's would double them.
                settings.DisableTracing = true;
            },
            factory =>
            {
                factory.ClientProvidedName = service;
                // Channels, consumers and topology are opened anew by their owners.
                factory.TopologyRecoveryEnabled = false;
                factory.NetworkRecoveryInterval = TimeSpan.FromSeconds(1);
                // What a replica that hangs has been given goes to another after two of these.
                factory.RequestedHeartbeat = TimeSpan.FromSeconds(10);
                factory.RequestedConnectionTimeout = TimeSpan.FromSeconds(5);
            });

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<MessagingOptions>().BindConfiguration("Messaging").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidation>();
        services.AddSingleton(new MessagingService(service));
        services.AddSingleton<MessagingState>();
        services.AddSingleton<BrokerStart>();
        services.AddHealthChecks().AddCheck<MessagingHealthCheck>("messaging");
    }

    /// <summary>
    /// The connection to the broker. Asked for when it is needed and not injected: that connects, blocks its thread
    /// meanwhile, and fails while the broker is away.
    /// </summary>
    public static Task<IConnection> ConnectAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        Task.Run(services.GetRequiredService<IConnection>, cancellationToken);
}

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
