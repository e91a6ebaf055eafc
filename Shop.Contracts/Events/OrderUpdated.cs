using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>
/// An order has another status than before. Sent by orders; heard by every process of gateway and orders that runs, and
/// kept for none: it says that there is something to read, not what.
/// </summary>
public sealed record OrderUpdated(Guid OrderId, DateTimeOffset OccurredAt) : IEvent<OrderUpdated>
{
    public static string EventName => "ORDER_UPDATED";

    public static JsonTypeInfo<OrderUpdated> JsonTypeInfo => EventsJsonContext.Default.OrderUpdated;

    [JsonIgnore]
    public Guid Subject => OrderId;
}
