using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts.Events;

/// <summary>
/// Somebody got an account. Sent by users for whoever wants to know; no service of the shop consumes it.
/// </summary>
public sealed record UserRegistered(Guid UserId, string Username, bool IsAdmin, DateTimeOffset OccurredAt)
    : IEvent<UserRegistered>
{
    public static string EventName => "USER_REGISTERED";

    public static JsonTypeInfo<UserRegistered> JsonTypeInfo => EventsJsonContext.Default.UserRegistered;

    [JsonIgnore]
    public Guid Subject => UserId;
}
