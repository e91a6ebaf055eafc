using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Polly;

namespace Shop.ServiceDefaults.Grpc;

/// <summary>
/// Calls share connections, and one that breaks is no fault of the calls on it: those that may be done twice are made
/// once more, the others are UNAVAILABLE, for nobody knows whether they were done.
/// </summary>
internal sealed class BrokenConnectionInterceptor : Interceptor
{
    private const string IdempotencyKey = "idempotency_key";

    private readonly ConcurrentDictionary<string, bool> _repeatable = new(StringComparer.Ordinal);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);

        return new AsyncUnaryCall<TResponse>(
            RespondAsync(),
            static call => ((Func<AsyncUnaryCall<TResponse>>)call)().ResponseHeadersAsync,
            static call => ((Func<AsyncUnaryCall<TResponse>>)call)().GetStatus(),
            static call => ((Func<AsyncUnaryCall<TResponse>>)call)().GetTrailers(),
            static call => ((Func<AsyncUnaryCall<TResponse>>)call)().Dispose(),
            () => call);

        async Task<TResponse> RespondAsync()
        {
            try
            {
                return await call.ResponseAsync;
            }
            catch (RpcException exception) when (IsBroken(exception) && IsRepeatable(request, context.Method))
            {
                call.Dispose();
                call = continuation(request, context);
            }
            catch (RpcException exception) when (IsBroken(exception))
            {
                throw Unavailable(exception);
            }

            try
            {
                return await call.ResponseAsync;
            }
            catch (RpcException exception) when (IsBroken(exception))
            {
                throw Unavailable(exception);
            }
        }
    }

    // What never left has been retried already, and what was given up must not be.
    private static bool IsBroken(RpcException exception) => exception.Status.DebugException is
        IOException
        or HttpRequestException
        {
            HttpRequestError: not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError),
            InnerException: IOException { InnerException: not ExecutionRejectedException },
        };

    private static RpcException Unavailable(RpcException exception) => new(
        new Status(StatusCode.Unavailable, "The connection broke.", exception.Status.DebugException));

    /// <summary>By the option <c>idempotency_level</c> of the method, or by the key that the request carries.</summary>
    private bool IsRepeatable<TRequest, TResponse>(TRequest request, Method<TRequest, TResponse> method) =>
        request is IMessage message
        && (_repeatable.GetOrAdd(
                method.FullName, _ => IsRepeatable(method.ServiceName, method.Name, message.Descriptor))
            || message.Descriptor.FindFieldByName(IdempotencyKey)?.Accessor.HasValue(message) == true);

    private static bool IsRepeatable(string service, string method, MessageDescriptor request) => request.File
        .Services.Single(candidate => candidate.FullName == service)
        .FindMethodByName(method)
        .GetOptions()?.IdempotencyLevel is MethodOptions.Types.IdempotencyLevel.NoSideEffects
            or MethodOptions.Types.IdempotencyLevel.Idempotent;
}
