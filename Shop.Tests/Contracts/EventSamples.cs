using System.Text.Json.Serialization.Metadata;
using Shop.Contracts.Events;

namespace Shop.Tests.Contracts;

/// <summary>Events of every kind, with what may be null once null and once not.</summary>
internal static class EventSamples
{
    private static readonly Guid Id = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static readonly IReadOnlyDictionary<string, EventKind> All = new[]
    {
        Of(new UserRegistered(Id, "ann", IsAdmin: true, Now)),
        Of(new ProductCreated(Id, "mug", 250, 7, 1, Now)),
        Of(
            new InventoryUpdated(
                [new ProductState(Id, "mug", 250, 5, Deleted: false, 2)], new OrderOutcome(Id, null), Now),
            new InventoryUpdated([], new OrderOutcome(Id, "OUT_OF_STOCK"), Now),
            new InventoryUpdated([new ProductState(Id, "mug", 250, 0, Deleted: true, 3)], null, Now)),
        Of(new OrderPlaced(Id, Id, [new OrderedLine(Id, 2)], Now)),
        Of(new OrderCancelled(Id, Id, [new OrderedLine(Id, 2)], Now)),
        Of(new OrdersUpdated(
            [new OrderChange(Id, "CONFIRMED", null), new OrderChange(Id, "REJECTED", "OUT_OF_STOCK")], Now)),
    }.ToDictionary(kind => kind.Name);

    private static EventKind Of<TEvent>(params TEvent[] samples)
        where TEvent : class, IEvent<TEvent> =>
        new(TEvent.EventName, typeof(TEvent), TEvent.JsonTypeInfo, samples);
}

internal sealed record EventKind(string Name, Type Type, JsonTypeInfo Json, IReadOnlyList<object> Samples);
