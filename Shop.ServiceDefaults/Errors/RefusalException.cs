using Grpc.Core;
using Shop.Contracts;

namespace Shop.ServiceDefaults.Errors;

/// <summary>
/// A rule of the shop says no. The caller gets the reason, its status and the message; it is never logged as an error.
/// </summary>
/// <param name="reason">A stable reason, one of <see cref="ErrorReasons"/>.</param>
/// <param name="message">For a person; names the thing and the value, but no field.</param>
/// <param name="field">The path of the field in the request that asks for what is refused, where there is one.</param>
public sealed class RefusalException(string reason, string message, string? field = null)
    : Exception(field is null ? message : $"{field}: {message}")
{
    public string Reason { get; } = reason;

    public StatusCode Status => ErrorReasons.StatusOf(Reason);

    public string? Field { get; } = field;

    public string Description { get; } = message;

    /// <summary>Further facts for the caller, sent as google.rpc.ErrorInfo.metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
