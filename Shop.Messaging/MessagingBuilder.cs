using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Consumers;

namespace Shop.Messaging;

/// <summary>Says which events a service consumes.</summary>
public sealed class MessagingBuilder<TContext>
    where TContext : DbContext
{
    private readonly IServiceCollection _services;
    private readonly string _service;

    internal MessagingBuilder(IServiceCollection services, string service) => (_services, _service) = (services, service);

    /// <summary>Hands the deliveries of an event to the consumer; <see cref="MessagingNames"/> must list the event.</summary>
    public MessagingBuilder<TContext> AddConsumer<TEvent, TConsumer>()
        where TEvent : IEvent<TEvent>
        where TConsumer : class, IConsumer<TEvent>
    {
        if (!MessagingNames.Subscriptions.TryGetValue(_service, out var events) || !events.Contains(TEvent.EventName))
        {
            throw new InvalidOperationException(
                $"MessagingNames.Subscriptions does not say that {_service} consumes {TEvent.EventName}.");
        }

        _services.AddScoped<TConsumer>();
        _services.AddSingleton<Subscription>(new Subscription<TEvent, TConsumer>());
        return this;
    }
}
