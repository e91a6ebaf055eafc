namespace Grpc.Core;

/// <summary>The result of a call, numbered as in the gRPC specification (doc/statuscodes.md).</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, typically by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error without a better code.</summary>
    Unknown = 2,

    /// <summary>The caller sent an argument that is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call was complete.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a size limit is exhausted.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs.</summary>
    FailedPrecondition = 9,

    /// <summary>The call was aborted by a conflict such as a concurrent change.</summary>
    Aborted = 10,

    /// <summary>The call went past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server does not have this method.</summary>
    Unimplemented = 12,

    /// <summary>Something that both sides rely on is broken.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; a retry may help.</summary>
    Unavailable = 14,

    /// <summary>Data are lost or corrupt.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
