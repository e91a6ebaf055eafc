using System.Collections.Immutable;
using System.Threading.Channels;

namespace HotChocolate.Subscriptions;

internal interface ITopic
{
    Type MessageType { get; }

    int Count { get; }

    void Complete();
}

/// <summary>The buffers of a topic's subscribers; changed under the lock of its owner, read without.</summary>
internal sealed class Topic<TMessage> : ITopic
{
    private ImmutableHashSet<Channel<TMessage>> _buffers = [];

    public Type MessageType => typeof(TMessage);

    public int Count => _buffers.Count;

    // A full buffer drops, so that no subscriber delays the sender or another subscriber.
    public void Send(TMessage message)
    {
        foreach (var buffer in Volatile.Read(ref _buffers))
        {
            buffer.Writer.TryWrite(message);
        }
    }

    public void Complete()
    {
        foreach (var buffer in Volatile.Read(ref _buffers))
        {
            buffer.Writer.TryComplete();
        }
    }

    public void Add(Channel<TMessage> buffer) => Volatile.Write(ref _buffers, _buffers.Add(buffer));

    /// <summary>Whether the topic has no subscriber any more.</summary>
    public bool Remove(Channel<TMessage> buffer)
    {
        Volatile.Write(ref _buffers, _buffers.Remove(buffer));

        return _buffers.IsEmpty;
    }
}
