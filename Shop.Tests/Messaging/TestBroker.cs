using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Broker;

namespace Shop.Tests.Messaging;

/// <summary>A client of the broker beside the services.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly IConnection _connection;

    private TestBroker(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public static string Queue { get; } = MessagingNames.Queue(ResourceNames.Products);

    public static string DeadLetters { get; } = MessagingNames.DeadLetterQueue(ResourceNames.Products);

    public IChannel Channel { get; }

    /// <summary>The account that messages say they come from; the broker checks that it is the connection's.</summary>
    public string? UserId { get; set; }

    /// <summary>Connects and waits until the services have declared their topology.</summary>
    /// <param name="uri">The broker with its virtual host.</param>
    /// <param name="consumer">
    /// The service that consumes what the test publishes: it has bound its queue before it consumes, and what is
    /// published earlier is lost.
    /// </param>
    public static async Task<TestBroker> ConnectAsync(string uri, string? consumer = null)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync();
        IChannel? channel = null;
        await Eventually.SucceedsAsync(
            async () =>
            {
                channel = await connection.CreateChannelAsync();
                await channel.QueueDeclarePassiveAsync(MessagingNames.Queue(ResourceNames.Orders));
                await channel.QueueDeclarePassiveAsync(Queue);
            },
            "the topology");
        if (consumer is not null)
        {
            await Eventually.TrueAsync(
                async () => await channel!.ConsumerCountAsync(MessagingNames.Queue(consumer)) > 0,
                $"a consumer of {consumer}");
        }

        return new TestBroker(connection, channel!);
    }

    /// <summary>Publishes an event as a service does; it must have a queue.</summary>
    public static ValueTask PublishAsync<TEvent>(
        IChannel channel, string service, TEvent message, CancellationToken cancellationToken = default)
        where TEvent : IEvent<TEvent>
    {
        var id = Guid.CreateVersion7();
        var properties = new BasicProperties
        {
            MessageId = id.ToString(),
            ContentType = CloudEventHeaders.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = CloudEventHeaders.Create(id, TEvent.EventName, service, message.Subject, message.OccurredAt),
        };

        return channel.BasicPublishAsync(
            MessagingNames.EventsExchange,
            TEvent.EventName,
            mandatory: true,
            properties,
            JsonSerializer.SerializeToUtf8Bytes(message, TEvent.JsonTypeInfo),
            cancellationToken);
    }

    /// <summary>Takes a message from a queue once there is one.</summary>
    public async Task<BasicGetResult> TakeAsync(string queue)
    {
        BasicGetResult? taken = null;
        await Eventually.TrueAsync(
            async () => (taken = await Channel.BasicGetAsync(queue, autoAck: true)) is not null,
            $"a message in {queue}");

        return taken!;
    }

    /// <summary>Takes all events that are in a queue.</summary>
    public async Task<List<TEvent>> TakeAllAsync<TEvent>(string queue)
        where TEvent : IEvent<TEvent>
    {
        var events = new List<TEvent>();
        while (await Channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            events.AddRange(EventsOf<TEvent>(message));
        }

        return events;
    }

    /// <summary>The events of a message: a batch, or one alone.</summary>
    public static IEnumerable<TEvent> EventsOf<TEvent>(BasicGetResult message)
        where TEvent : IEvent<TEvent>
    {
        using var body = JsonDocument.Parse(message.Body);
        var events = body.RootElement.ValueKind is JsonValueKind.Array
            ? body.RootElement.EnumerateArray().Select(element => element.GetProperty("data"))
            : [body.RootElement];

        return [.. events.Select(content => content.Deserialize(TEvent.JsonTypeInfo)!)];
    }

    public async Task<uint> CountAsync(string queue) => (await Channel.QueueDeclarePassiveAsync(queue)).MessageCount;

    /// <summary>
    /// Sends a body to the products' queue as its publisher would, with some headers changed or removed (null).
    /// </summary>
    public ValueTask SendAsync(string body, Guid id, params (string Name, string? Value)[] changes)
    {
        var headers = new Dictionary<string, object?>
        {
            ["cloudEvents:specversion"] = "1.0",
            ["cloudEvents:id"] = id.ToString(),
            ["cloudEvents:type"] = OrderPlaced.EventName,
            ["cloudEvents:source"] = "/shop/orders",
        };
        foreach (var (name, value) in changes)
        {
            headers[name] = value;
        }

        foreach (var (name, _) in changes.Where(change => change.Value is null))
        {
            headers.Remove(name);
        }

        return Channel.BasicPublishAsync(
            "",
            Queue,
            mandatory: true,
            new BasicProperties { ContentType = "application/json", Headers = headers, UserId = UserId },
            Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Sends a batch of events to the products' queue.</summary>
    public ValueTask SendBatchAsync(string body) => Channel.BasicPublishAsync(
        "",
        Queue,
        mandatory: true,
        new BasicProperties { ContentType = "application/cloudevents-batch+json" },
        Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
