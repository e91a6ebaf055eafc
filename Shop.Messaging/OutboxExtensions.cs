using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;

namespace Shop.Messaging;

public static class OutboxExtensions
{
    /// <summary>Stages an event, which is written in the same transaction as the rest of the context and relayed after it.</summary>
    public static void Publish<TEvent>(this DbContext context, TEvent message)
        where TEvent : IEvent<TEvent> =>
        throw new NotImplementedException();
}
