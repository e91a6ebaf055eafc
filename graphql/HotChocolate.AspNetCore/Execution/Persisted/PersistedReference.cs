using System.Text.Json;

namespace HotChocolate.PersistedOperations;

/// <summary>What a request says about its document beside or in place of the text.</summary>
/// <param name="Id">The parameter <c>id</c> or <c>documentId</c>, or null.</param>
/// <param name="Query">The object <c>extensions.persistedQuery</c>, or null.</param>
internal sealed record PersistedReference(string? Id, JsonElement? Query)
{
    /// <summary>The hash of the given name, or null.</summary>
    public string? Hash(string name) =>
        Query is { } query && query.TryGetProperty(name, out var hash) && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : null;
}

internal enum PersistedOperationPipeline
{
    /// <summary>Requests bring their documents.</summary>
    None,

    /// <summary>Requests may name a document that was stored before.</summary>
    Persisted,

    /// <summary>Requests may store documents by their hashes, too.</summary>
    Automatic,
}
