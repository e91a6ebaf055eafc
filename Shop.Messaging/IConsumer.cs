using System.Diagnostics;
using Shop.Contracts.Events;

namespace Shop.Messaging;

/// <summary>
/// Applies events to the service's own database. It runs inside the transaction of the scoped context, beside the inbox
/// rows of the deliveries: the host saves, commits and only then acknowledges. It must tolerate reordering.
/// </summary>
public interface IConsumer<TEvent>
    where TEvent : IEvent<TEvent>
{
    /// <summary>
    /// Stages the effects of events in the order in which they came. An exception rolls all of them back; each is then
    /// tried alone, and the one that fails is redelivered, then dead-lettered.
    /// </summary>
    Task ConsumeAsync(IReadOnlyList<Received<TEvent>> received, CancellationToken cancellationToken);
}

/// <summary>An event and the span in which it is consumed, if there is one.</summary>
public readonly record struct Received<TEvent>(TEvent Message, Activity? Activity = null);
