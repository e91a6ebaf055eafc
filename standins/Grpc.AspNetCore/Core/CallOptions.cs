namespace Grpc.Core;

/// <summary>What a caller sets for one call.</summary>
/// <param name="headers">Metadata to send.</param>
/// <param name="deadline">When the call must be complete, in UTC; null for never.</param>
/// <param name="cancellationToken">Cancels the call.</param>
/// <param name="writeOptions">How messages are written.</param>
/// <param name="propagationToken">Not used by this client.</param>
/// <param name="credentials">Adds metadata to the call, such as an access token.</param>
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    ContextPropagationToken? propagationToken = null,
    CallCredentials? credentials = null)
{
    /// <summary>Metadata to send.</summary>
    public Metadata? Headers { get; private set; } = headers;

    /// <summary>When the call must be complete, in UTC; null for never.</summary>
    public DateTime? Deadline { get; private set; } = deadline;

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    /// <summary>How messages are written.</summary>
    public WriteOptions? WriteOptions { get; private set; } = writeOptions;

    /// <summary>The token given to the constructor.</summary>
    public ContextPropagationToken? PropagationToken { get; } = propagationToken;

    /// <summary>Adds metadata to the call, such as an access token.</summary>
    public CallCredentials? Credentials { get; private set; } = credentials;

    /// <summary>The same options with other headers.</summary>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same options with another deadline.</summary>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same options with another cancellation token.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>The same options with other write options.</summary>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) =>
        this with { WriteOptions = writeOptions };

    /// <summary>The same options with other credentials.</summary>
    public readonly CallOptions WithCredentials(CallCredentials credentials) =>
        this with { Credentials = credentials };
}
