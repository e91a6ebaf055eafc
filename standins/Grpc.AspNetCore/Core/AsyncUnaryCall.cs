using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>A unary call under way; awaiting it gives the response.</summary>
/// <typeparam name="TResponse">The response.</typeparam>
/// <param name="responseAsync">The response.</param>
/// <param name="responseHeadersAsync">Gives the metadata that came before the response.</param>
/// <param name="getStatusFunc">Gives the status of the complete call.</param>
/// <param name="getTrailersFunc">Gives the metadata that came after the response.</param>
/// <param name="disposeAction">Ends the call.</param>
/// <param name="state">Given to each function.</param>
public sealed class AsyncUnaryCall<TResponse>(
    Task<TResponse> responseAsync,
    Func<object, Task<Metadata>> responseHeadersAsync,
    Func<object, Status> getStatusFunc,
    Func<object, Metadata> getTrailersFunc,
    Action<object> disposeAction,
    object state) : IDisposable
{
    /// <summary>A call of known parts, as test doubles make them.</summary>
    public AsyncUnaryCall(
        Task<TResponse> responseAsync,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
        : this(
            responseAsync,
            _ => responseHeadersAsync,
            _ => getStatusFunc(),
            _ => getTrailersFunc(),
            _ => disposeAction(),
            responseAsync)
    {
    }

    /// <summary>The response.</summary>
    public Task<TResponse> ResponseAsync { get; } = responseAsync;

    /// <summary>The metadata that came before the response.</summary>
    public Task<Metadata> ResponseHeadersAsync => responseHeadersAsync(state);

    /// <summary>Waits for the response.</summary>
    public TaskAwaiter<TResponse> GetAwaiter() => ResponseAsync.GetAwaiter();

    /// <summary>Waits for the response.</summary>
    public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) =>
        ResponseAsync.ConfigureAwait(continueOnCapturedContext);

    /// <summary>The status of the complete call.</summary>
    /// <exception cref="InvalidOperationException">The call is not complete.</exception>
    public Status GetStatus() => getStatusFunc(state);

    /// <summary>The metadata that came after the response.</summary>
    /// <exception cref="InvalidOperationException">The call is not complete.</exception>
    public Metadata GetTrailers() => getTrailersFunc(state);

    /// <summary>Cancels the call unless it is complete.</summary>
    public void Dispose() => disposeAction(state);
}
