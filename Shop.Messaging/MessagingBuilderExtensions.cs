using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.Messaging.Consumers;
using Shop.Messaging.DeadLetters;
using Shop.Messaging.Inbox;
using Shop.Messaging.Outbox;
using Shop.ServiceDefaults.Commands;

namespace Shop.Messaging;

/// <summary>Adds messaging to a service.</summary>
public static class MessagingBuilderExtensions
{
    /// <summary>
    /// Adds the relay of the context's outbox and, where consumers are added, the service's queue with its bindings.
    /// </summary>
    /// <param name="builder">The host; the broker's connection is the one of Aspire.RabbitMQ.Client.</param>
    /// <param name="service">The service's name, from which its queue's name is made.</param>
    public static MessagingBuilder<TContext> AddMessaging<TContext>(this IHostApplicationBuilder builder, string service)
        where TContext : DbContext
    {
        builder.AddRabbitMQClient(
            ResourceNames.Messaging,
            settings =>
            {
                // The loops try again for ever and report their own health; the first attempt must not hold up the start.
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
        services.AddSingleton<MessagingMetrics>();
        services.AddSingleton<MessagingState>();
        services.AddHealthChecks().AddCheck<MessagingHealthCheck>("messaging");

        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxInterceptor>();
        services.AddSingleton<OutboxPublisher>();
        services.ConfigureDbContext<TContext>((provider, context) =>
            context.AddInterceptors(provider.GetRequiredService<OutboxInterceptor>()));
        services.AddHostedService<OutboxRelay<TContext>>();
        services.AddHostedService<OutboxListener<TContext>>();

        services.AddSingleton<DeliveryReader>();
        services.AddSingleton<FailedDeliveries>();
        services.AddSingleton<BatchTransaction<TContext>>();
        services.AddSingleton<DeliveryBatch<TContext>>();
        services.AddHostedService<ConsumerHost<TContext>>();
        services.AddHostedService<InboxCleanup<TContext>>();

        services.AddCommand<ListDeadLettersCommand>("dead-letters", "[QUEUE]");
        services.AddCommand<ReplayDeadLettersCommand>("replay", "QUEUE");
        return new MessagingBuilder<TContext>(services, service);
    }
}
