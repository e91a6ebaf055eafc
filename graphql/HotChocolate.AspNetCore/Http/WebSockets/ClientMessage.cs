using System.Text.Json;

namespace HotChocolate.AspNetCore;

/// <summary>A message of the client; a payload is an object.</summary>
internal readonly record struct ClientMessage(string Type, string? Id, JsonElement? Payload)
{
    /// <exception cref="ProtocolException">It is no message of the protocol's form.</exception>
    public static ClientMessage Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            JsonUnicode.Check(text);
            var message = JsonElement.Parse(text);

            return message.ValueKind == JsonValueKind.Object
                ? new ClientMessage(
                    FindText(message, "type") ?? throw Invalid("Message has no type."),
                    FindText(message, "id"),
                    FindPayload(message))
                : throw Invalid("Message must be a JSON object.");
        }
        catch (JsonException)
        {
            throw Invalid("Message is not valid JSON.");
        }
    }

    /// <exception cref="ProtocolException">The message has no id.</exception>
    public string RequireId() => string.IsNullOrEmpty(Id) ? throw Invalid("Message has no id.") : Id;

    public static ProtocolException Invalid(string reason) => new(CloseCodes.BadRequest, reason);

    private static string? FindText(JsonElement message, string name) =>
        !message.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Invalid($"The {name} must be a string.");

    private static JsonElement? FindPayload(JsonElement message) =>
        !message.TryGetProperty("payload", out var payload) ? null
        : payload.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object => payload,
            _ => throw Invalid("The payload must be an object."),
        };
}
