using System.Diagnostics;
using RabbitMQ.Client;

namespace Shop.Messaging.Consumers;

/// <summary>A message as the broker delivered it; the body is a copy, because the client reuses its buffers.</summary>
internal sealed record Delivery(ulong Tag, IReadOnlyBasicProperties Properties, byte[] Body);

/// <summary>A delivery that has been read: its id, who consumes it, its content and the span that sent it.</summary>
internal sealed record InboundMessage(
    Delivery Delivery, Subscription Subscription, Guid Id, object Content, ActivityContext Parent)
{
    public string EventName => Subscription.EventName;
}

internal static class DeliveryProperties
{
    // Whom the broker gives a message besides: https://www.rabbitmq.com/docs/sender-selected
    private const string FurtherQueues = "CC";

    /// <summary>
    /// All that a message came with, to be sent once more, by this account and to one queue; without the broker's own
    /// notes on earlier deaths, which would count against the copy as a cycle.
    /// </summary>
    public static BasicProperties Copy(this IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = (properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => header.Key != FurtherQueues && !header.Key.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary(),
        DeliveryMode = DeliveryModes.Persistent,
        Expiration = null,
        // The broker takes it from that account alone.
        UserId = null,
    };
}
