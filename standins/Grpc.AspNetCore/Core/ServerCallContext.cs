namespace Grpc.Core;

/// <summary>The call that a server method handles.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? _userState;

    /// <summary>The path on the wire, such as "/grpc.health.v1.Health/Check".</summary>
    public string Method => MethodCore;

    /// <summary>The host that the client called.</summary>
    public string Host => HostCore;

    /// <summary>The client's address, such as "ipv4:127.0.0.1:50051".</summary>
    public string Peer => PeerCore;

    /// <summary>When the client gives up, in UTC; <see cref="DateTime.MaxValue" /> for never.</summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>Metadata that the client sent.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Fires when the client cancels, goes away, or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>Metadata to send with the status.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The status to send when the method returns.</summary>
    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    /// <summary>How responses are written.</summary>
    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    /// <summary>Who the client is by its TLS certificate.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>What interceptors and the method tell each other.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>See <see cref="Method" />.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>See <see cref="Host" />.</summary>
    protected abstract string HostCore { get; }

    /// <summary>See <see cref="Peer" />.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>See <see cref="Deadline" />.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>See <see cref="RequestHeaders" />.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>See <see cref="CancellationToken" />.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>See <see cref="ResponseTrailers" />.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>See <see cref="Status" />.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>See <see cref="WriteOptions" />.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>See <see cref="AuthContext" />.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>See <see cref="UserState" />.</summary>
    protected virtual IDictionary<object, object> UserStateCore => _userState ??= [];

    /// <summary>Sends the metadata that come before the responses, at most once.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>See <see cref="WriteResponseHeadersAsync" />.</summary>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);

    /// <summary>Overridden by test doubles; ASP.NET Core servers propagate through the client factory instead.</summary>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);
}
