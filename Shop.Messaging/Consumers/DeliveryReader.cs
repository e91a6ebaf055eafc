using System.Text.Json;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using Shop.Messaging.Broker;

namespace Shop.Messaging.Consumers;

/// <summary>Checks what comes from the broker before anything is done with it.</summary>
internal sealed class DeliveryReader(IEnumerable<Subscription> subscriptions, IOptions<MessagingOptions> options)
{
    private readonly Dictionary<string, Subscription> _subscriptions =
        subscriptions.ToDictionary(subscription => subscription.EventName);

    public bool HasSubscriptions => _subscriptions.Count > 0;

    /// <summary>Reads the events of a delivery.</summary>
    /// <param name="delivery">The delivery: one event, or a batch of them.</param>
    /// <param name="messages">Where those go that can be read.</param>
    /// <param name="malformed">Where those go that cannot, each as if it had been delivered by itself.</param>
    public void Read(
        Delivery delivery, List<InboundMessage> messages, List<(Delivery, MalformedDeliveryException)> malformed)
    {
        try
        {
            foreach (var single in Split(delivery))
            {
                try
                {
                    messages.Add(Read(single));
                }
                catch (MalformedDeliveryException exception)
                {
                    malformed.Add((single, exception));
                }
            }
        }
        catch (MalformedDeliveryException exception)
        {
            malformed.Add((delivery, exception));
        }
    }

    private List<Delivery> Split(Delivery delivery)
    {
        if (delivery.Body.Length > options.Value.MaxBodyBytes)
        {
            throw new MalformedDeliveryException(
                $"The body has {delivery.Body.Length} bytes; at most {options.Value.MaxBodyBytes} are allowed.");
        }

        return CloudEventBatch.EventsOf(delivery);
    }

    private InboundMessage Read(Delivery delivery)
    {
        var properties = delivery.Properties;
        if (Required(properties, CloudEventHeaders.SpecVersion) is var version && version != CloudEventHeaders.Version)
        {
            throw new MalformedDeliveryException(
                $"{CloudEventHeaders.SpecVersion} is '{version}', not '{CloudEventHeaders.Version}'.");
        }

        var id = Required(properties, CloudEventHeaders.Id);
        if (!Guid.TryParseExact(id, "D", out var messageId))
        {
            throw new MalformedDeliveryException($"{CloudEventHeaders.Id} is '{id}', not a UUID.");
        }

        var eventName = Required(properties, CloudEventHeaders.Type);
        if (!_subscriptions.TryGetValue(eventName, out var subscription))
        {
            throw new MalformedDeliveryException(
                $"{CloudEventHeaders.Type} is '{eventName}', which nobody here consumes.")
            {
                IsOfAnotherVersion = true,
            };
        }

        if (properties.ContentType != CloudEventHeaders.ContentType)
        {
            throw new MalformedDeliveryException(
                $"The content type is '{properties.ContentType}', not '{CloudEventHeaders.ContentType}'.");
        }

        try
        {
            var content = subscription.Read(delivery.Body);

            return new InboundMessage(delivery, subscription, messageId, content, properties.Trace());
        }
        catch (JsonException exception)
        {
            throw new MalformedDeliveryException($"The body is not {eventName}: {exception.Message}", exception);
        }
    }

    private static string Required(IReadOnlyBasicProperties properties, string header) =>
        properties.Header(header) ?? throw new MalformedDeliveryException($"The header {header} is missing.");
}

/// <summary>The delivery cannot be read, now or ever.</summary>
internal sealed class MalformedDeliveryException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether a replica that is newer, or older, may be able to.</summary>
    public bool IsOfAnotherVersion { get; init; }
}
