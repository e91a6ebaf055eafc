using System.Text.Json;

namespace Shop.Faults.Cluster;

/// <summary>What a client was told.</summary>
/// <param name="Data">The data, where there was no error.</param>
/// <param name="Error">The first error.</param>
/// <param name="Took">From the request to the answer.</param>
/// <param name="Lost">Why there is no answer: the connection broke, or it took too long.</param>
internal sealed record Answer(JsonElement? Data, JsonElement? Error, TimeSpan Took, string? Lost = null)
{
    /// <summary>Whether the caller cannot tell what came of it.</summary>
    public bool IsUnknown => Lost is not null || Code is "SERVICE_UNAVAILABLE" or "INTERNAL";

    /// <summary>The stable code of the error; null without an error, or when it has none.</summary>
    public string? Code => Extension("code");

    public string? OrderId => Data?.GetProperty("placeOrder").GetProperty("id").GetString() ?? Extension("order_id");

    /// <summary>The status of the order that was placed.</summary>
    public string? Status => Data?.GetProperty("placeOrder").GetProperty("status").GetString();

    private string? Extension(string name) =>
        Error is { } error
        && error.TryGetProperty("extensions", out var extensions)
        && extensions.TryGetProperty(name, out var value)
            ? value.GetString()
            : null;
}
