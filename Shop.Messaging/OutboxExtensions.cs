using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Messaging.Outbox;

namespace Shop.Messaging;

/// <summary>How a service publishes: through the outbox of its own database.</summary>
public static class OutboxExtensions
{
    /// <summary>
    /// Stages an event, which is written in the same transaction as the rest of the context and relayed after it.
    /// </summary>
    public static void Publish<TEvent>(this DbContext context, TEvent message)
        where TEvent : IEvent<TEvent>
    {
        var activity = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        context.Add(new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(),
            Event = TEvent.EventName,
            Subject = message.Subject,
            Payload = JsonSerializer.Serialize(message, TEvent.JsonTypeInfo),
            OccurredAt = message.OccurredAt.ToUniversalTime(),
            TraceParent = activity?.Id,
            // W3C Trace Context 3.3.1.5: one that is too long is dropped, never cut within an entry.
            TraceState = activity?.TraceStateString is { Length: <= OutboxMessageConfiguration.TraceStateLength } state
                ? state
                : null,
        });
        OutboxInterceptor.Staged(context);
    }
}
