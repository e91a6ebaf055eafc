using HotChocolate.Execution;

namespace HotChocolate.Subscriptions;

/// <summary>Subscribes to topics.</summary>
public interface ITopicEventReceiver
{
    /// <summary>The events that are sent to the topic from now on, until the stream is disposed.</summary>
    /// <exception cref="InvalidOperationException">The topic has events of another type.</exception>
    ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName,
        CancellationToken cancellationToken = default);

    /// <summary>The events that are sent to the topic from now on, with a buffer of its own measure.</summary>
    /// <param name="topicName">The topic.</param>
    /// <param name="bufferCapacity">Events, at least 1; null for that of <see cref="SubscriptionOptions"/>.</param>
    /// <param name="bufferFullMode">Null for that of <see cref="SubscriptionOptions"/>.</param>
    /// <param name="cancellationToken">Gives up subscribing.</param>
    /// <exception cref="InvalidOperationException">The topic has events of another type.</exception>
    ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName,
        int? bufferCapacity,
        TopicBufferFullMode? bufferFullMode,
        CancellationToken cancellationToken = default);
}
