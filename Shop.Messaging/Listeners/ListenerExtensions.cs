using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Listeners;

/// <summary>Adds listeners to a service that has neither outbox nor inbox.</summary>
public static class ListenerExtensions
{
    /// <summary>Adds the broker and a listener.</summary>
    /// <typeparam name="TListener">An <see cref="EventListener{TEvent}"/>.</typeparam>
    /// <param name="builder">The host; the broker's connection is the one of Aspire.RabbitMQ.Client.</param>
    /// <param name="service">The service's name, which the broker shows for the connection.</param>
    public static void AddEventListener<TListener>(this IHostApplicationBuilder builder, string service)
        where TListener : class, IHostedService
    {
        builder.AddBroker(service);
        builder.Services.AddHostedService<TListener>();
    }
}
