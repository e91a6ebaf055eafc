using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Shop.Messaging.Consumers;

/// <summary>
/// Takes in what the broker pushes; the prefetch bounds it. It ends when the channel or the consumer does.
/// </summary>
internal sealed class DeliveryQueue
{
    private readonly Channel<Delivery> _deliveries;

    private DeliveryQueue(int prefetch) => _deliveries = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(prefetch) { SingleReader = true, SingleWriter = true });

    public static async Task<DeliveryQueue> StartAsync(
        IChannel channel, string queue, int prefetch, CancellationToken cancellationToken)
    {
        var deliveries = new DeliveryQueue(prefetch);
        channel.ChannelShutdownAsync += (_, reason) => deliveries.EndAsync(reason.ToString());
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, received) => deliveries._deliveries.Writer
            .WriteAsync(
                new Delivery(received.DeliveryTag, received.BasicProperties, received.Body.ToArray()),
                received.CancellationToken)
            .AsTask();
        consumer.UnregisteredAsync += (_, _) => deliveries.EndAsync($"the broker removed the consumer of {queue}");
        await channel.BasicQosAsync(0, (ushort)prefetch, global: false, cancellationToken);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);

        return deliveries;
    }

    /// <summary>Waits for a delivery and takes those that are there already; throws when no more can come.</summary>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var taken = new List<Delivery> { await _deliveries.Reader.ReadAsync(cancellationToken) };
        while (taken.Count < max && _deliveries.Reader.TryRead(out var delivery))
        {
            taken.Add(delivery);
        }

        return taken;
    }

    private Task EndAsync(string reason)
    {
        _deliveries.Writer.TryComplete(new InvalidOperationException($"Deliveries ended: {reason}"));

        return Task.CompletedTask;
    }
}
