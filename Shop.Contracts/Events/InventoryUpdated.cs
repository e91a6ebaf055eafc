using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>
/// Stock changed, or an order was decided. Sent by products; consumed by orders.
/// Levels are absolute, so that applying one twice or out of order is harmless.
/// </summary>
/// <param name="Levels">The products that changed; empty when an order was rejected.</param>
/// <param name="Outcome">What was decided about an order; null when only stock changed.</param>
/// <param name="OccurredAt">When it was decided.</param>
public sealed record InventoryUpdated(
    IReadOnlyList<ProductState> Levels,
    OrderOutcome? Outcome,
    DateTimeOffset OccurredAt)
    : IEvent<InventoryUpdated>
{
    public static string EventName => "INVENTORY_UPDATE";

    public static JsonTypeInfo<InventoryUpdated> JsonTypeInfo => EventsJsonContext.Default.InventoryUpdated;

    [JsonIgnore]
    public Guid Subject => Outcome?.OrderId ?? Levels[0].ProductId;
}

/// <summary>The whole state that other services copy of a product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Name">What customers call it.</param>
/// <param name="Price">Minor units.</param>
/// <param name="Stock">Units that can be ordered; 0 when deleted.</param>
/// <param name="Deleted">Whether it has left the catalogue.</param>
/// <param name="Version">The product's version; the higher of two is the newer.</param>
public sealed record ProductState(Guid ProductId, string Name, int Price, int Stock, bool Deleted, long Version);

/// <summary>What was decided about an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="RejectionReason">Null when the order is confirmed; otherwise one of <see cref="ErrorReasons"/>.</param>
public sealed record OrderOutcome(Guid OrderId, string? RejectionReason);
