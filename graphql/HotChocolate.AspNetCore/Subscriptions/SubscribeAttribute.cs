namespace HotChocolate.Types;

/// <summary>Makes a method a field of the subscription type; it is called once for each event.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>
    /// The public method of the same class that yields the events, as a source stream or an async enumerable; null for
    /// the events of a topic.
    /// </summary>
    public string? With { get; set; }
}

/// <summary>Names the topic of a field; <c>{argument}</c> stands for the value of an argument.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TopicAttribute(string topic) : Attribute
{
    /// <summary>The topic's name; the method's own name without this attribute.</summary>
    public string Topic { get; } = topic;
}
