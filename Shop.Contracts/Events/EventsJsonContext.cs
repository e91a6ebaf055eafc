using System.Text.Json.Serialization;

namespace Shop.Contracts.Events;

/// <summary>The events' JSON: camelCase, absent values as null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(ProductCreated))]
[JsonSerializable(typeof(InventoryUpdated))]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(OrdersUpdated))]
internal sealed partial class EventsJsonContext : JsonSerializerContext;
