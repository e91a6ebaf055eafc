namespace Grpc.Core;

/// <summary>Code and message with which a call ends.</summary>
public struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    /// <summary>OK without a message.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>CANCELLED without a message.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>Makes a status of a code and a message.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; } = statusCode;

    /// <summary>The message, for developers.</summary>
    public string Detail { get; } = detail;

    /// <summary>What went wrong on this side of the call; never sent.</summary>
    public Exception? DebugException { get; } = debugException;

    /// <inheritdoc />
    public override readonly string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", "
            + $"DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
