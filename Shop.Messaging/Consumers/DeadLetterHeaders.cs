namespace Shop.Messaging.Consumers;

/// <summary>What a dead letter says about itself, beside all that the event came with.</summary>
internal static class DeadLetterHeaders
{
    public const string Reason = "shop-dead-letter-reason";
    public const string Exception = "shop-dead-letter-exception";
    public const string Time = "shop-dead-letter-time";
    public const string Queue = "shop-dead-letter-queue";
    public const string Event = "shop-dead-letter-event";

    /// <summary>How often the delivery has come back; kept on deliveries that wait in a retry queue too.</summary>
    public const string Redeliveries = "shop-redeliveries";
}
