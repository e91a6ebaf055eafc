using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>
/// A customer cancelled an order, whose stock is to be given back where it was taken. Sent by orders; consumed by
/// products, where it may arrive before the order's ORDER_PLACED.
/// </summary>
public sealed record OrderCancelled(
    Guid OrderId,
    Guid UserId,
    IReadOnlyList<OrderedLine> Lines,
    DateTimeOffset OccurredAt)
    : IEvent<OrderCancelled>
{
    public static string EventName => "ORDER_CANCELLED";

    public static JsonTypeInfo<OrderCancelled> JsonTypeInfo => EventsJsonContext.Default.OrderCancelled;

    [JsonIgnore]
    public Guid Subject => OrderId;
}
