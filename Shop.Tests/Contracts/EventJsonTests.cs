using System.Text.Json;
using Shop.Contracts.Events;

namespace Shop.Tests.Contracts;

public sealed class EventJsonTests
{
    private static readonly Guid Id = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void User_registered_is_written_as_published() =>
        AssertJson(
            new UserRegistered(Id, "ann", IsAdmin: true, Now),
            $$"""{"userId":"{{Id}}","username":"ann","isAdmin":true,"occurredAt":"2026-01-02T03:04:05+00:00"}""");

    [Fact]
    public void Product_created_is_written_as_published() =>
        AssertJson(
            new ProductCreated(Id, "mug", 250, 7, 1, Now),
            $$"""{"productId":"{{Id}}","name":"mug","price":250,"stock":7,"version":1"""
            + ""","occurredAt":"2026-01-02T03:04:05+00:00"}""");

    [Fact]
    public void Order_placed_is_written_as_published() =>
        AssertJson(
            new OrderPlaced(Id, Id, [new OrderedLine(Id, 2)], Now),
            $$"""{"orderId":"{{Id}}","userId":"{{Id}}","lines":[{"productId":"{{Id}}","quantity":2}]"""
            + ""","occurredAt":"2026-01-02T03:04:05+00:00"}""");

    [Fact]
    public void Order_cancelled_is_written_as_published() =>
        AssertJson(
            new OrderCancelled(Id, Id, [new OrderedLine(Id, 2)], Now),
            $$"""{"orderId":"{{Id}}","userId":"{{Id}}","lines":[{"productId":"{{Id}}","quantity":2}]"""
            + ""","occurredAt":"2026-01-02T03:04:05+00:00"}""");

    [Fact]
    public void Orders_updated_is_written_as_published() =>
        AssertJson(
            new OrdersUpdated([new OrderChange(Id, "REJECTED", "OUT_OF_STOCK")], Now),
            $$"""{"orders":[{"orderId":"{{Id}}","status":"REJECTED","rejectionReason":"OUT_OF_STOCK"}]"""
            + ""","occurredAt":"2026-01-02T03:04:05+00:00"}""");

    [Fact]
    public void Inventory_updated_is_written_as_published() =>
        AssertJson(
            new InventoryUpdated(
                [new ProductState(Id, "mug", 250, 5, Deleted: false, 2)], new OrderOutcome(Id, null), Now),
            $$"""{"levels":[{"productId":"{{Id}}","name":"mug","price":250,"stock":5,"deleted":false,"version":2}]"""
            + $$""","outcome":{"orderId":"{{Id}}","rejectionReason":null}"""
            + ""","occurredAt":"2026-01-02T03:04:05+00:00"}""");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userId":"x","username":"ann","isAdmin":true,"occurredAt":"2026-01-02T03:04:05+00:00"}""")]
    [InlineData(
        """{"userId":"01890a5d-ac96-774b-bcce-b302099a8057","username":null"""
        + ""","isAdmin":true,"occurredAt":"2026-01-02T03:04:05+00:00"}""")]
    public void A_broken_event_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, UserRegistered.JsonTypeInfo));

    private static void AssertJson<TEvent>(TEvent message, string expected)
        where TEvent : IEvent<TEvent>
    {
        var json = JsonSerializer.Serialize(message, TEvent.JsonTypeInfo);

        Assert.Equal(expected, json);
        Assert.Equal(
            json,
            JsonSerializer.Serialize(JsonSerializer.Deserialize(json, TEvent.JsonTypeInfo)!, TEvent.JsonTypeInfo));
    }
}
