using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>A product came into the catalogue. Sent by products; consumed by orders.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Name">What customers call it.</param>
/// <param name="Price">Minor units.</param>
/// <param name="Stock">Units that can be ordered.</param>
/// <param name="Version">The product's version; the higher of two is the newer.</param>
/// <param name="OccurredAt">When it was added.</param>
public sealed record ProductCreated(
    Guid ProductId,
    string Name,
    int Price,
    int Stock,
    long Version,
    DateTimeOffset OccurredAt)
    : IEvent<ProductCreated>
{
    public static string EventName => "PRODUCT_CREATED";

    public static JsonTypeInfo<ProductCreated> JsonTypeInfo => EventsJsonContext.Default.ProductCreated;

    [JsonIgnore]
    public Guid Subject => ProductId;
}
