namespace Shop.Messaging;

/// <summary>The settings below <c>Messaging</c>; each is checked when the host starts.</summary>
public sealed class MessagingOptions
{
    /// <summary>The most outbox rows that one transaction relays.</summary>
    public int RelayBatchSize { get; set; } = 200;

    /// <summary>How often the outbox is looked at when no commit of this process wakes the relay.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the broker may take to confirm a batch.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between attempts while the broker or the database is away.</summary>
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most deliveries that wait unacknowledged in a process.</summary>
    public int Prefetch { get; set; } = 200;

    /// <summary>The most deliveries that one transaction applies.</summary>
    public int ConsumeBatchSize { get; set; } = 50;

    /// <summary>How long applying a batch may take.</summary>
    public TimeSpan ConsumeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a batch is tried again at once after a deadlock or the like.</summary>
    public int TransientRetries { get; set; } = 5;

    /// <summary>How often a delivery that failed comes back before it is dead-lettered.</summary>
    public int Redeliveries { get; set; } = 3;

    /// <summary>The pause before the first redelivery; each further one is eight times as long.</summary>
    public TimeSpan RedeliveryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest body that is read, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How long a delivery is remembered, so that it is not applied twice.</summary>
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(7);

    internal TimeSpan DelayBefore(int redelivery) => RedeliveryDelay * Math.Pow(8, redelivery - 1);
}
