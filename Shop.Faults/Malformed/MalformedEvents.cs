using System.Text.Json;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Faults.Cluster;
using Shop.Faults.Kinds;
using Shop.Faults.Run;

namespace Shop.Faults.Malformed;

/// <summary>Messages in the services' queues: spoilt bodies, and properties that do not belong to them.</summary>
internal sealed class MalformedEvents(ShopCluster shop, BrokerLink link) : MalformedSender("AMQP")
{
    // AMQP 0-9-1, section 4.2.5.3: bytes of a short string.
    private const int MaxProperty = 255;

    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(15);

    private static readonly Guid Id = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    private static readonly (string Service, string Name, byte[] Body)[] Events =
    [
        Event(ResourceNames.Products, new OrderPlaced(Id, Id, [new OrderedLine(Id, 2)], Time)),
        Event(ResourceNames.Products, new OrderCancelled(Id, Id, [new OrderedLine(Id, 2)], Time)),
        Event(ResourceNames.Orders, new ProductCreated(Id, "Mug", 250, 3, 1, Time)),
        Event(
            ResourceNames.Orders,
            new InventoryUpdated(
                [new ProductState(Id, "Mug", 250, 3, false, 2)], new OrderOutcome(Id, null), Time)),
    ];

    private static readonly byte[][] Bodies = [.. Events.Select(sent => sent.Body)];

    public override async Task<Reply> SendAsync(Mutator mutator, CancellationToken cancellationToken)
    {
        var (service, name, body) = mutator.Pick(Events);
        var id = new Guid(mutator.Bytes(16)).ToString();
        var properties = new BasicProperties
        {
            MessageId = Maybe(mutator, id),
            Type = Maybe(mutator, name),
            ContentType = Maybe(mutator, "application/json"),
            ContentEncoding = mutator.OneIn(20) ? mutator.SpoilHeader("gzip", MaxProperty) : null,
            CorrelationId = mutator.OneIn(20) ? mutator.SpoilHeader(id, MaxProperty) : null,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>
            {
                ["cloudEvents:specversion"] = Maybe(mutator, "1.0"),
                ["cloudEvents:id"] = mutator.OneIn(20) ? 7L : Maybe(mutator, id),
                ["cloudEvents:type"] = mutator.OneIn(20) ? true : Maybe(mutator, name),
                ["traceparent"] = mutator.SpoilHeader("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                ["shop-redeliveries"] = mutator.OneIn(20) ? mutator.Pick<object>([-1, long.MaxValue, "x", 1.5]) : 0,
            },
        };
        var sent = mutator.OneIn(20) ? body : mutator.Spoil([body, body, .. Bodies]);
        await link.SendAsync(MessagingNames.Queue(service), properties, sent);

        return new Reply($"sent to {service}");
    }

    public override async Task<string?> SettleAsync(CancellationToken cancellationToken) =>
        await new Drain(shop).UntilEmptyAsync(cancellationToken, SettleLimit) is null
            ? "something is left in a queue"
            : null;

    private static string? Maybe(Mutator mutator, string right) => mutator.Random.Next(20) switch
    {
        0 => null,
        1 => mutator.SpoilHeader(right, MaxProperty),
        _ => right,
    };

    private static (string, string, byte[]) Event<TEvent>(string service, TEvent message)
        where TEvent : IEvent<TEvent> =>
        (service, TEvent.EventName, JsonSerializer.SerializeToUtf8Bytes(message, TEvent.JsonTypeInfo));
}
