namespace Shop.Contracts;

/// <summary>Names of exchanges and queues on the broker.</summary>
public static class MessagingNames
{
    /// <summary>The durable topic exchange of all events; the routing key is the event's name.</summary>
    public const string EventsExchange = "shop.events";

    /// <summary>The durable direct exchange of rejected deliveries; the routing key is the queue that they come from.</summary>
    public const string DeadLetterExchange = "shop.dead-letters";

    /// <summary>The durable quorum queue of a service.</summary>
    public static string Queue(string service) => $"shop.{service}";

    /// <summary>The durable queue that keeps what a service could not handle.</summary>
    public static string DeadLetterQueue(string service) => $"shop.{service}.dead-letters";
}
