namespace Grpc.Core;

/// <summary>A call that ended with another status than OK.</summary>
/// <param name="status">The status.</param>
/// <param name="trailers">Metadata that come with the status.</param>
/// <param name="message">The exception's message.</param>
public class RpcException(Status status, Metadata trailers, string message) : Exception(message, status.DebugException)
{
    /// <summary>An exception of a status without trailers.</summary>
    public RpcException(Status status)
        : this(status, Metadata.Empty)
    {
    }

    /// <summary>An exception of a status, with its own message and no trailers.</summary>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>An exception of a status and trailers.</summary>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>The status with which the call ended.</summary>
    public Status Status { get; } = status;

    /// <summary>The code of <see cref="Status" />.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The metadata that came with the status.</summary>
    public Metadata Trailers { get; } = trailers;
}
