using System.Text.Json;

namespace HotChocolate.AspNetCore.Subscriptions.Protocols;

/// <summary>What a client sends along with a message.</summary>
public interface IOperationMessagePayload
{
    /// <summary>A JSON object; null when there is none.</summary>
    JsonElement? Payload { get; }
}

internal sealed record OperationMessagePayload(JsonElement? Payload) : IOperationMessagePayload;
