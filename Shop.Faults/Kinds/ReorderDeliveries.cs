using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>Takes a share of a service's deliveries away for a while, and gives them back in another order.</summary>
internal sealed record ReorderDeliveries(ShopCluster Shop) : Fault("reorder deliveries", FaultTarget.Broker)
{
    private const ushort MaxDeliveries = 100;

    public override async Task<string> StrikeAsync(Random random)
    {
        var services = MessagingNames.Subscriptions.Keys.Order().ToArray();
        var queue = MessagingNames.Queue(services[random.Next(services.Length)]);
        await using var link = await BrokerLink.OpenAsync(Shop);
        var held = await HoldAsync(link.Channel, queue, Between(random, 0.5, 3));

        // The copies are there before the originals go: what breaks in between doubles a delivery, and loses none.
        random.Shuffle(held);
        foreach (var delivery in held)
        {
            await link.SendAsync(queue, delivery.Properties, delivery.Body);
        }

        foreach (var delivery in held)
        {
            await link.Channel.BasicAckAsync(delivery.Tag, multiple: false);
        }

        return $"{held.Length} of {queue}";
    }

    private static async Task<Held[]> HoldAsync(IChannel channel, string queue, TimeSpan time)
    {
        var held = new ConcurrentQueue<Held>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The body belongs to the client only until the handler returns.
            held.Enqueue(new Held(delivery.DeliveryTag, delivery.BasicProperties, delivery.Body.ToArray()));

            return Task.CompletedTask;
        };
        await channel.BasicQosAsync(0, MaxDeliveries, global: false);
        var tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        await Task.Delay(time);
        await channel.BasicCancelAsync(tag);

        return [.. held];
    }

    private sealed record Held(ulong Tag, IReadOnlyBasicProperties Properties, byte[] Body);
}
