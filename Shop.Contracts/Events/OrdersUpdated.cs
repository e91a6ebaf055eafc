using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>
/// Orders have another status than before. Sent by orders; heard by every process of gateway and orders that runs, and
/// kept for none: whoever may have missed one reads the order.
/// </summary>
/// <param name="Orders">The orders that changed at once, each once.</param>
/// <param name="OccurredAt">When they changed.</param>
public sealed record OrdersUpdated(IReadOnlyList<OrderChange> Orders, DateTimeOffset OccurredAt) : IEvent<OrdersUpdated>
{
    public static string EventName => "ORDERS_UPDATED";

    public static JsonTypeInfo<OrdersUpdated> JsonTypeInfo => EventsJsonContext.Default.OrdersUpdated;

    /// <summary>The first of the orders.</summary>
    [JsonIgnore]
    public Guid Subject => Orders[0].OrderId;
}

/// <summary>What an order has become.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Status"><c>CONFIRMED</c>, <c>REJECTED</c> or <c>CANCELLED</c>.</param>
/// <param name="RejectionReason">One of <see cref="ErrorReasons"/> when it was rejected; otherwise null.</param>
public sealed record OrderChange(Guid OrderId, string Status, string? RejectionReason);
