using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Broker;
using Shop.Messaging.Consumers;
using Shop.Messaging.DeadLetters;
using Shop.Messaging.Inbox;
using Shop.Messaging.Listeners;
using Shop.Messaging.Outbox;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.Messaging;

/// <summary>Adds messaging to a service.</summary>
public static class MessagingBuilderExtensions
{
    /// <summary>
    /// Adds the relay of the context's outbox and, where consumers are added, the service's queue with its bindings.
    /// </summary>
    /// <param name="builder">The host; the broker's connection is the one of Aspire.RabbitMQ.Client.</param>
    /// <param name="service">The service's name, from which its queue's name is made.</param>
    public static MessagingBuilder<TContext> AddMessaging<TContext>(
        this IHostApplicationBuilder builder, string service)
        where TContext : DbContext
    {
        builder.AddBroker(service);
        var services = builder.Services;
        services.AddSingleton<MessagingMetrics>();

        services.AddSingleton<CommittedEvents>();
        services.AddSingleton<OutboxInterceptor>();
        services.AddSingleton<OutboxPublisher>();
        services.ConfigureDbContext<TContext>((provider, context) =>
            context.AddInterceptors(provider.GetRequiredService<OutboxInterceptor>()));
        services.AddHostedService<OutboxRelay<TContext>>();

        services.AddSingleton<IValidateOptions<MessagingOptions>, SubscriptionsValidation>();
        services.AddSingleton<DeliveryReader>();
        services.AddSingleton<FailedDeliveries>();
        services.AddScoped<AfterCommit>();
        services.AddSingleton<BatchTransaction<TContext>>();
        services.AddSingleton<DeliveryBatch<TContext>>();
        services.AddHostedService<ConsumerHost<TContext>>();
        services.AddHostedService<InboxCleanup<TContext>>();
        if (builder.Configuration.CollectsMetrics())
        {
            services.AddHostedService<BacklogWatch<TContext>>();
        }

        services.AddCommand<ListDeadLettersCommand>(
            "dead-letters", "Lists what no service could handle.", DeadLetterQueue.Argument(ArgumentArity.ZeroOrOne));
        services.AddCommand<ReplayDeadLettersCommand>(
            "replay", "Gives dead letters to their service again.", DeadLetterQueue.Argument(ArgumentArity.ExactlyOne));

        return new MessagingBuilder<TContext>(services, service);
    }
}

/// <summary>Says which events a service consumes, and which it hears.</summary>
public sealed class MessagingBuilder<TContext>
    where TContext : DbContext
{
    private readonly IServiceCollection _services;
    private readonly string _service;

    internal MessagingBuilder(IServiceCollection services, string service) =>
        (_services, _service) = (services, service);

    /// <summary>
    /// Hands the deliveries of an event to the consumer; <see cref="MessagingNames"/> must list the event.
    /// </summary>
    public MessagingBuilder<TContext> AddConsumer<TEvent, TConsumer>()
        where TEvent : IEvent<TEvent>
        where TConsumer : class, IConsumer<TEvent>
    {
        if (!MessagingNames.ConsumedBy(_service).Contains(TEvent.EventName))
        {
            throw new InvalidOperationException(
                $"MessagingNames.Subscriptions does not say that {_service} consumes {TEvent.EventName}.");
        }

        _services.AddScoped<TConsumer>();
        _services.AddSingleton<Subscription>(new Subscription<TEvent, TConsumer>());

        return this;
    }

    /// <summary>Adds a listener, which hears its event in every process of the service.</summary>
    /// <typeparam name="TListener">An <see cref="EventListener{TEvent}"/>.</typeparam>
    public MessagingBuilder<TContext> AddListener<TListener>()
        where TListener : class, IHostedService
    {
        _services.AddHostedService<TListener>();

        return this;
    }
}
