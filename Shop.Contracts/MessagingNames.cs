using System.Collections.Frozen;
using Shop.Contracts.Events;

namespace Shop.Contracts;

/// <summary>Names of exchanges and queues on the broker, and which service consumes what.</summary>
public static class MessagingNames
{
    /// <summary>The durable topic exchange of all events; the routing key is the event's name.</summary>
    public const string EventsExchange = "shop.events";

    /// <summary>
    /// The durable direct exchange of rejected deliveries; the routing key is the queue that they come from.
    /// </summary>
    public const string DeadLetterExchange = "shop.dead-letters";

    /// <summary>
    /// The events that each service consumes. Every service declares all of these queues and bindings, so that an event
    /// is kept for a consumer that has never been started yet.
    /// </summary>
    public static FrozenDictionary<string, FrozenSet<string>> Subscriptions { get; } =
        new Dictionary<string, FrozenSet<string>>
        {
            [ResourceNames.Products] = [OrderPlaced.EventName, OrderCancelled.EventName],
            [ResourceNames.Orders] = [ProductCreated.EventName, InventoryUpdated.EventName],
        }.ToFrozenDictionary();

    /// <summary>
    /// Events that services consumed in earlier versions. A broker that still has their bindings is told to remove
    /// them: what nobody handles would fill the dead letters.
    /// </summary>
    public static FrozenDictionary<string, FrozenSet<string>> FormerSubscriptions { get; } =
        new Dictionary<string, FrozenSet<string>>
        {
            [ResourceNames.Products] = [UserRegistered.EventName],
            [ResourceNames.Orders] = [UserRegistered.EventName],
        }.ToFrozenDictionary();

    /// <summary>The events that a service consumes; none where it has no queue.</summary>
    public static FrozenSet<string> ConsumedBy(string service) => Subscriptions.GetValueOrDefault(service, []);

    /// <summary>The durable quorum queue of a service.</summary>
    public static string Queue(string service) => $"shop.{service}";

    /// <summary>The durable queue that keeps what a service could not handle.</summary>
    public static string DeadLetterQueue(string service) => $"shop.{service}.dead-letters";

    /// <summary>The durable queue in which a delivery waits before a service tries it again.</summary>
    public static string RetryQueue(string service, TimeSpan delay) =>
        $"shop.{service}.retry.{delay.TotalMilliseconds:F0}ms";
}
