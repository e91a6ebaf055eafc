using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Broker;
using Shop.Messaging.Consumers;

namespace Shop.Bench.Relay;

/// <summary>
/// The broker without an outbox: what it takes and gives at best, with the messages that the relay sends.
/// </summary>
internal sealed class BarePublisher : IAsyncDisposable
{
    private static readonly string Queue = MessagingNames.Queue(ResourceNames.Products);
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private BarePublisher(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<BarePublisher> ConnectAsync(string uri)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();

        return new BarePublisher(connection, await BrokerChannels.OpenAsync(connection, CancellationToken.None));
    }

    /// <summary>
    /// Publishes events that stand in memory, so many at a time, each batch confirmed before the next.
    /// </summary>
    public async Task PublishAsync(IEnumerable<OrderPlaced> events, int batchSize)
    {
        foreach (var batch in events.Chunk(batchSize))
        {
            await Task.WhenAll(batch.Select(message => PublishAsync(message).AsTask()));
        }
    }

    public ValueTask PublishAsync(OrderPlaced message)
    {
        var id = Guid.CreateVersion7();
        var properties = new BasicProperties
        {
            Headers = CloudEventHeaders.Create(
                id, OrderPlaced.EventName, ResourceNames.Orders, message.Subject, message.OccurredAt),
            ContentType = CloudEventHeaders.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = id.ToString(),
            Type = OrderPlaced.EventName,
        };

        return _channel.BasicPublishAsync(
            MessagingNames.EventsExchange,
            OrderPlaced.EventName,
            mandatory: true,
            properties,
            JsonSerializer.SerializeToUtf8Bytes(message, OrderPlaced.JsonTypeInfo));
    }

    /// <summary>Takes what the queue holds and returns how many events that was.</summary>
    public async Task<int> TakeAllAsync()
    {
        var messages = await _channel.MessageCountAsync(Queue);
        var (events, all) = (0, new TaskCompletionSource<int>());
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            events += CloudEventBatch.EventsOf(
                new Delivery(delivery.DeliveryTag, delivery.BasicProperties, delivery.Body.ToArray())).Count;
            if (--messages == 0)
            {
                all.TrySetResult(events);
            }

            return Task.CompletedTask;
        };
        var tag = await _channel.BasicConsumeAsync(Queue, autoAck: true, consumer);
        var taken = await all.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await _channel.BasicCancelAsync(tag);

        return taken;
    }

    /// <summary>Watches the queue; each arrival is told by its message's subject.</summary>
    public async Task<Arrivals> WatchAsync()
    {
        var arrivals = new Arrivals();
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var at = Stopwatch.GetTimestamp();
            arrivals.Set(JsonSerializer.Deserialize(delivery.Body.Span, OrderPlaced.JsonTypeInfo)!.Subject, at);

            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(Queue, autoAck: true, consumer);

        return arrivals;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

/// <summary>When messages came, by the clock of <see cref="Stopwatch"/>.</summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<long>> _times = [];

    public void Set(Guid subject, long at) => Of(subject).TrySetResult(at);

    public Task<long> WaitAsync(Guid subject) => Of(subject).Task.WaitAsync(TimeSpan.FromSeconds(10));

    private TaskCompletionSource<long> Of(Guid subject) => _times.GetOrAdd(
        subject, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
}
