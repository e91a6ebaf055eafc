using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>
/// A fact that a service publishes. Changes are additive; consumers ignore fields that they do not know.
/// </summary>
public interface IEvent<TSelf>
    where TSelf : IEvent<TSelf>
{
    /// <summary>The routing key and the CloudEvents type, for example <c>ORDER_PLACED</c>.</summary>
    static abstract string EventName { get; }

    /// <summary>How the event is written as JSON.</summary>
    static abstract JsonTypeInfo<TSelf> JsonTypeInfo { get; }

    /// <summary>The CloudEvents subject: the id of what the event is about.</summary>
    Guid Subject { get; }

    /// <summary>The CloudEvents time.</summary>
    DateTimeOffset OccurredAt { get; }
}
