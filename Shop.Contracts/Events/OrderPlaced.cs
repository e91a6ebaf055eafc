using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>A customer placed an order, which waits for its stock. Sent by orders; consumed by products.</summary>
public sealed record OrderPlaced(
    Guid OrderId,
    Guid UserId,
    IReadOnlyList<OrderedLine> Lines,
    DateTimeOffset OccurredAt)
    : IEvent<OrderPlaced>
{
    public static string EventName => "ORDER_PLACED";

    public static JsonTypeInfo<OrderPlaced> JsonTypeInfo => EventsJsonContext.Default.OrderPlaced;

    [JsonIgnore]
    public Guid Subject => OrderId;
}

/// <summary>Units of one product in an order; a product stands in one line only.</summary>
public sealed record OrderedLine(Guid ProductId, int Quantity);
