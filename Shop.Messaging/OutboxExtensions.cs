using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Messaging.Outbox;
using Shop.ServiceDefaults.Database;

namespace Shop.Messaging;

/// <summary>How a service publishes: through the outbox of its own database.</summary>
public static class OutboxExtensions
{
    /// <summary>
    /// Stages an event, which is written in the same transaction as the rest of the context and relayed after it.
    /// </summary>
    public static void Publish<TEvent>(this DbContext context, TEvent message)
        where TEvent : IEvent<TEvent> =>
        context.Add(OutboxMessage.Of(message, Activity.Current));

    /// <summary>
    /// Adds the statement that writes events, however many; they are relayed once its transaction has committed.
    /// </summary>
    /// <param name="batch">Where the statement goes.</param>
    /// <param name="events">The events, each with the span that it is told to have come from.</param>
    public static void Publish<TEvent>(
        this StatementBatch batch, IEnumerable<(TEvent Message, Activity? Cause)> events)
        where TEvent : IEvent<TEvent>
    {
        OutboxMessage[] messages =
            [.. events.Select(published => OutboxMessage.Of(published.Message, published.Cause))];
        if (messages.Length > 0)
        {
            OutboxTable.Insert(batch, messages);
            batch.OnExecuted(() => OutboxInterceptor.Written(batch.Context, messages));
        }
    }
}
