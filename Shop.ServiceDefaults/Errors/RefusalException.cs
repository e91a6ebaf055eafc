using Grpc.Core;

namespace Shop.ServiceDefaults.Errors;

/// <summary>
/// A rule of the shop says no. The caller gets the status, the reason and the message; it is never logged as an error.
/// </summary>
/// <param name="status">The gRPC status code.</param>
/// <param name="reason">A stable reason, one of <see cref="Contracts.ErrorReasons"/>.</param>
/// <param name="message">For a person; names the thing and the value.</param>
public sealed class RefusalException(StatusCode status, string reason, string message) : Exception(message)
{
    public StatusCode Status { get; } = status;

    public string Reason { get; } = reason;

    /// <summary>Further facts for the caller, sent as google.rpc.ErrorInfo.metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
