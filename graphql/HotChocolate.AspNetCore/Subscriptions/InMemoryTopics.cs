using System.Threading.Channels;
using HotChocolate.Execution;

namespace HotChocolate.Subscriptions;

/// <summary>Topics within the process; a topic exists while it has subscribers.</summary>
internal sealed class InMemoryTopics(SubscriptionOptions options) : ITopicEventSender, ITopicEventReceiver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ITopic> _topics = new(StringComparer.Ordinal);

    public ValueTask SendAsync<TMessage>(
        string topicName,
        TMessage message,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topicName);
        Topic<TMessage>? topic;
        lock (_lock)
        {
            topic = Find<TMessage>(topicName);
        }

        topic?.Send(message);

        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(string topicName)
    {
        ArgumentNullException.ThrowIfNull(topicName);
        ITopic? topic;
        lock (_lock)
        {
            _topics.Remove(topicName, out topic);
        }

        topic?.Complete();

        return ValueTask.CompletedTask;
    }

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName,
        CancellationToken cancellationToken = default) =>
        SubscribeAsync<TMessage>(topicName, null, null, cancellationToken);

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName,
        int? bufferCapacity,
        TopicBufferFullMode? bufferFullMode,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topicName);
        cancellationToken.ThrowIfCancellationRequested();
        var buffer = Channel.CreateBounded<TMessage>(
            new BoundedChannelOptions(bufferCapacity ?? options.TopicBufferCapacity)
            {
                FullMode = ToChannel(bufferFullMode ?? options.TopicBufferFullMode),
                SingleReader = true,
            });
        lock (_lock)
        {
            var topic = Find<TMessage>(topicName);
            if (topic is null)
            {
                topic = new Topic<TMessage>();
                _topics.Add(topicName, topic);
            }

            topic.Add(buffer);

            return new(new TopicStream<TMessage>(buffer, () => Unsubscribe(topicName, topic, buffer)));
        }
    }

    /// <summary>How many subscribers a topic has now.</summary>
    public int CountSubscribers(string topicName)
    {
        lock (_lock)
        {
            return _topics.GetValueOrDefault(topicName)?.Count ?? 0;
        }
    }

    private void Unsubscribe<TMessage>(string topicName, Topic<TMessage> topic, Channel<TMessage> buffer)
    {
        lock (_lock)
        {
            var isEmpty = topic.Remove(buffer);
            if (isEmpty && _topics.TryGetValue(topicName, out var current) && ReferenceEquals(current, topic))
            {
                _topics.Remove(topicName);
            }
        }
    }

    private Topic<TMessage>? Find<TMessage>(string topicName) => _topics.GetValueOrDefault(topicName) switch
    {
        null => null,
        Topic<TMessage> topic => topic,
        { } other => throw new InvalidOperationException(
            $"The topic {topicName} has events of the type {other.MessageType}, not {typeof(TMessage)}."),
    };

    private static BoundedChannelFullMode ToChannel(TopicBufferFullMode mode) => mode switch
    {
        TopicBufferFullMode.DropNewest => BoundedChannelFullMode.DropNewest,
        TopicBufferFullMode.DropOldest => BoundedChannelFullMode.DropOldest,
        TopicBufferFullMode.DropWrite => BoundedChannelFullMode.DropWrite,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
