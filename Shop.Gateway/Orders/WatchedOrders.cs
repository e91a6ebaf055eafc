using System.Collections.Concurrent;
using HotChocolate.Execution;
using HotChocolate.Subscriptions;

namespace Shop.Gateway.Orders;

/// <summary>The orders that somebody is subscribed to in this process.</summary>
public sealed class WatchedOrders(ITopicEventReceiver receiver, ITopicEventSender sender)
{
    private static readonly TimeSpan MaxJitter = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Guid, int> _watchers = new();

    /// <summary>Wakes whenever the order may have changed. One wake that nobody has heard yet stands for all.</summary>
    public async Task<ISourceStream<Guid>> WatchAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var wakes = await receiver.SubscribeAsync<Guid>(
            Topic(orderId), bufferCapacity: 1, TopicBufferFullMode.DropOldest, cancellationToken);
        _watchers.AddOrUpdate(orderId, 1, static (_, count) => count + 1);

        return new Watch(wakes, () => Leave(orderId));
    }

    public ValueTask WakeAsync(Guid orderId, CancellationToken cancellationToken) =>
        sender.SendAsync(Topic(orderId), orderId, cancellationToken);

    /// <summary>
    /// For when changes may have been missed, as while the broker was away: all gateways know that at the same moment,
    /// and so each waits for a moment of its own.
    /// </summary>
    public async Task WakeAllAsync(CancellationToken cancellationToken)
    {
        if (!_watchers.IsEmpty)
        {
            await Task.Delay(MaxJitter * Random.Shared.NextDouble(), cancellationToken);
        }

        foreach (var orderId in _watchers.Keys)
        {
            await WakeAsync(orderId, cancellationToken);
        }
    }

    private void Leave(Guid orderId)
    {
        var left = _watchers.AddOrUpdate(orderId, 0, static (_, count) => count - 1);
        if (left == 0)
        {
            _watchers.TryRemove(KeyValuePair.Create(orderId, 0));
        }
    }

    private static string Topic(Guid orderId) => $"orders/{orderId}";

    private sealed class Watch(ISourceStream<Guid> wakes, Action leave) : ISourceStream<Guid>
    {
        public IAsyncEnumerable<Guid> ReadEventsAsync() => wakes.ReadEventsAsync();

        IAsyncEnumerable<object?> ISourceStream.ReadEventsAsync() => ((ISourceStream)wakes).ReadEventsAsync();

        public ValueTask DisposeAsync()
        {
            leave();

            return wakes.DisposeAsync();
        }
    }
}
