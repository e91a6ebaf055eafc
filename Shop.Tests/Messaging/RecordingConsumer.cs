using System.Collections.Concurrent;
using Shop.Contracts.Events;
using Shop.Messaging;

namespace Shop.Tests.Messaging;

internal sealed class RecordingConsumer(MessagingContext context, AfterCommit afterCommit, ConsumerScript script)
    : IConsumer<OrderPlaced>
{
    public async Task ConsumeAsync(
        IReadOnlyList<Received<OrderPlaced>> received, CancellationToken cancellationToken)
    {
        foreach (var (message, _) in received)
        {
            var attempt = script.Attempts.AddOrUpdate(message.OrderId, 1, (_, count) => count + 1);
            context.Effects.Add(new Effect { OrderId = message.OrderId });
            afterCommit.Do(() => script.Committed.Enqueue(message.OrderId));
            await script.OnConsumeAsync(context, message, attempt);
        }
    }
}

internal sealed class CancellationConsumer(MessagingContext context) : IConsumer<OrderCancelled>
{
    public Task ConsumeAsync(IReadOnlyList<Received<OrderCancelled>> received, CancellationToken cancellationToken)
    {
        context.Effects.AddRange(received.Select(cancelled => new Effect { OrderId = cancelled.Message.OrderId }));

        return Task.CompletedTask;
    }
}

/// <summary>What happens when an event is consumed, beside the effect; nothing unless a test says so.</summary>
internal sealed class ConsumerScript
{
    public ConcurrentDictionary<Guid, int> Attempts { get; } = [];

    /// <summary>The orders of which it was told that they are committed.</summary>
    public ConcurrentQueue<Guid> Committed { get; } = [];

    public Func<MessagingContext, OrderPlaced, int, Task> OnConsumeAsync { get; set; } =
        (_, _, _) => Task.CompletedTask;
}
