using System.Text.Json;
using Shop.Contracts.Events;

namespace Shop.Tests.Contracts;

public sealed class EventJsonTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userId":"x","username":"ann","isAdmin":true,"occurredAt":"2026-01-02T03:04:05+00:00"}""")]
    [InlineData(
        """{"userId":"01890a5d-ac96-774b-bcce-b302099a8057","username":null"""
        + ""","isAdmin":true,"occurredAt":"2026-01-02T03:04:05+00:00"}""")]
    public void A_broken_event_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, UserRegistered.JsonTypeInfo));
}
