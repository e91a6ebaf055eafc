namespace HotChocolate.Subscriptions;

/// <summary>How topics treat subscribers that read more slowly than events are sent.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>How many events wait for one subscriber, at least 1.</summary>
    public int TopicBufferCapacity { get; set; } = 64;

    /// <summary>What gives way when a subscriber's buffer is full.</summary>
    public TopicBufferFullMode TopicBufferFullMode { get; set; } = TopicBufferFullMode.DropOldest;
}

/// <summary>What gives way when a subscriber's buffer is full; the sender never waits.</summary>
public enum TopicBufferFullMode
{
    /// <summary>The newest event in the buffer.</summary>
    DropNewest,

    /// <summary>The oldest event in the buffer.</summary>
    DropOldest,

    /// <summary>The event that is sent.</summary>
    DropWrite,
}
