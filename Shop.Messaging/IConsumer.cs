using Shop.Contracts.Events;

namespace Shop.Messaging;

/// <summary>
/// Applies an event to the service's own database. It runs inside the transaction of the scoped context, beside the
/// inbox row of the delivery: the host saves, commits and only then acknowledges. It must tolerate reordering.
/// </summary>
public interface IConsumer<in TEvent>
    where TEvent : IEvent<TEvent>
{
    /// <summary>
    /// Stages the effect; an exception rolls it back and leads to redelivery, then to the dead-letter queue.
    /// </summary>
    Task ConsumeAsync(TEvent message, CancellationToken cancellationToken);
}
