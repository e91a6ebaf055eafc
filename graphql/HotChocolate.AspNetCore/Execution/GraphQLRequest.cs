using System.Text.Json;
using HotChocolate.PersistedOperations;

namespace HotChocolate.Execution;

/// <summary>A request as it comes from the transport.</summary>
/// <param name="Document">UTF-8; empty when the request only names its document.</param>
/// <param name="OperationName">Null when the document has one operation.</param>
/// <param name="Variables">A JSON object, or null.</param>
/// <param name="QueriesOnly">Whether the transport excludes mutations.</param>
internal readonly record struct GraphQLRequest(
    ReadOnlyMemory<byte> Document,
    string? OperationName,
    JsonElement? Variables,
    bool QueriesOnly = false)
{
    /// <summary>The name of the document, if it has one.</summary>
    public PersistedReference? Persisted { get; init; }

    public RequestSettings Settings
    {
        get => field ?? RequestSettings.Default;
        init;
    }
}

internal enum ResultKind
{
    /// <summary>The operation was executed; some of its fields may have failed.</summary>
    Executed,

    /// <summary>The request is invalid; there is no data.</summary>
    Refused,

    /// <summary>The transport does not allow this kind of operation.</summary>
    NotAllowed,

    /// <summary>The operation took too long.</summary>
    TimedOut,
}
