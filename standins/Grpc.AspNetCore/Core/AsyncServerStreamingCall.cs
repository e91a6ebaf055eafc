namespace Grpc.Core;

/// <summary>A call under way that answers with a stream.</summary>
/// <typeparam name="TResponse">The response.</typeparam>
/// <param name="responseStream">The responses.</param>
/// <param name="responseHeadersAsync">Gives the metadata that came before the responses.</param>
/// <param name="getStatusFunc">Gives the status of the complete call.</param>
/// <param name="getTrailersFunc">Gives the metadata that came after the responses.</param>
/// <param name="disposeAction">Ends the call.</param>
/// <param name="state">Given to each function.</param>
public sealed class AsyncServerStreamingCall<TResponse>(
    IAsyncStreamReader<TResponse> responseStream,
    Func<object, Task<Metadata>> responseHeadersAsync,
    Func<object, Status> getStatusFunc,
    Func<object, Metadata> getTrailersFunc,
    Action<object> disposeAction,
    object state) : IDisposable
{
    /// <summary>A call of known parts, as test doubles make them.</summary>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
        : this(
            responseStream,
            _ => responseHeadersAsync,
            _ => getStatusFunc(),
            _ => getTrailersFunc(),
            _ => disposeAction(),
            responseStream)
    {
    }

    /// <summary>The responses, to be read one after the other.</summary>
    public IAsyncStreamReader<TResponse> ResponseStream { get; } = responseStream;

    /// <summary>The metadata that came before the responses.</summary>
    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync(state);

    /// <summary>The status of the complete call.</summary>
    /// <exception cref="InvalidOperationException">The call is not complete.</exception>
    public Status GetStatus() => getStatusFunc(state);

    /// <summary>The metadata that came after the responses.</summary>
    /// <exception cref="InvalidOperationException">The call is not complete.</exception>
    public Metadata GetTrailers() => getTrailersFunc(state);

    /// <summary>Cancels the call unless it is complete.</summary>
    public void Dispose() => disposeAction(state);
}
