namespace Shop.Messaging.Consumers;

/// <summary>What a dead letter says about itself, beside all that the event came with.</summary>
internal static class DeadLetterHeaders
{
    public const string Prefix = "shop-dead-letter-";
    public const string Reason = Prefix + "reason";
    public const string Exception = Prefix + "exception";
    public const string Time = Prefix + "time";
    public const string Queue = Prefix + "queue";
    public const string Event = Prefix + "event";

    /// <summary>How often the delivery has come back; kept on deliveries that wait in a retry queue too.</summary>
    public const string Redeliveries = "shop-redeliveries";
}
