using System.Text.Json;

namespace HotChocolate.AspNetCore.Subscriptions.Protocols;

/// <summary>What a client sends along with a message.</summary>
public interface IOperationMessagePayload
{
    /// <summary>The payload, read as JSON; null when there is none.</summary>
    /// <exception cref="JsonException">The payload is not of this type.</exception>
    T? As<T>()
        where T : class;
}

internal sealed class OperationMessagePayload(JsonElement? payload) : IOperationMessagePayload
{
    public T? As<T>()
        where T : class => payload?.Deserialize<T>(JsonSerializerOptions.Web);
}
