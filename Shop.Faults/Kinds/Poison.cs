using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>Messages that no consumer can read, between those that it can.</summary>
internal sealed record Poison(ShopCluster Shop) : Fault("malformed messages", FaultTarget.Broker)
{
    private readonly ConcurrentQueue<string> _sent = [];

    /// <summary>The ids of what was sent.</summary>
    public IReadOnlyCollection<string> Sent => _sent;

    public override async Task<string> StrikeAsync(Random random)
    {
        await using var link = await BrokerLink.OpenAsync(Shop);
        var count = random.Next(1, 6);
        for (var number = 0; number < count; number++)
        {
            var services = MessagingNames.Subscriptions.Keys.Order().ToArray();
            var service = services[random.Next(services.Length)];
            var (properties, body) = Malformed(random.Next(6), MessagingNames.ConsumedBy(service).Order().First());
            await link.SendAsync(MessagingNames.Queue(service), properties, body);
            _sent.Enqueue(properties.MessageId!);
        }

        return $"{count}";
    }

    private static (BasicProperties Properties, byte[] Body) Malformed(int way, string eventName)
    {
        var id = Guid.NewGuid().ToString();
        var headers = new Dictionary<string, object?>
        {
            ["cloudEvents:specversion"] = way == 1 ? "0.3" : "1.0",
            ["cloudEvents:id"] = way == 0 ? "no id" : id,
            ["cloudEvents:type"] = eventName,
        };

        return (
            new BasicProperties
            {
                MessageId = id,
                Type = eventName,
                ContentType = way < 4 ? "application/json" : "application/cloudevents-batch+json",
                DeliveryMode = DeliveryModes.Persistent,
                Headers = way == 2 ? [] : headers,
            },
            Encoding.UTF8.GetBytes(way switch
            {
                3 => "{\"orderId\":",
                // No batch, and a batch of an event that cannot be read.
                4 => "[{]",
                5 => $$"""[{"specversion":"1.0","id":"{{id}}","type":"{{eventName}}"}]""",
                _ => "{}",
            }));
    }
}
