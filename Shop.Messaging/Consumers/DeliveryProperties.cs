using RabbitMQ.Client;

namespace Shop.Messaging.Consumers;

internal static class DeliveryProperties
{
    /// <summary>
    /// All that a message came with, to be sent once more; without the broker's own notes on earlier deaths, which would
    /// count against the copy as a cycle.
    /// </summary>
    public static BasicProperties Copy(this IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = (properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => !header.Key.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary(),
        DeliveryMode = DeliveryModes.Persistent,
        Expiration = null,
    };
}
