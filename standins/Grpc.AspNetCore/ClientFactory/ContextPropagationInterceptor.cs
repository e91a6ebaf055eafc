using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.ClientFactory;

/// <summary>Gives calls the deadline and the cancellation of the call being served.</summary>
internal sealed class ContextPropagationInterceptor(
    IHttpContextAccessor accessor, GrpcContextPropagationOptions propagation) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        using var link = Link(context.Options, out var options);
        return continuation(request, With(context, options));
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var link = Link(context.Options, out var options);
        var call = continuation(request, With(context, options));
        return link is null ? call : new AsyncUnaryCall<TResponse>(
            DisposeAfterAsync(call, link),
            _ => call.ResponseHeadersAsync,
            _ => call.GetStatus(),
            _ => call.GetTrailers(),
            _ => call.Dispose(),
            call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var link = Link(context.Options, out var options);
        var call = continuation(request, With(context, options));
        return link is null ? call : new AsyncServerStreamingCall<TResponse>(
            call.ResponseStream,
            _ => call.ResponseHeadersAsync,
            _ => call.GetStatus(),
            _ => call.GetTrailers(),
            _ =>
            {
                call.Dispose();
                link.Dispose();
            },
            call);
    }

    private static ClientInterceptorContext<TRequest, TResponse> With<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, CallOptions options)
        where TRequest : class
        where TResponse : class => new(context.Method, context.Host, options);

    private static async Task<TResponse> DisposeAfterAsync<TResponse>(
        AsyncUnaryCall<TResponse> call, CancellationTokenSource link)
    {
        using (link)
        {
            return await call.ResponseAsync;
        }
    }

    // A source is needed only when both the caller and the call being served can cancel.
    private CancellationTokenSource? Link(CallOptions given, out CallOptions options)
    {
        options = given;
        var served = accessor.HttpContext?.Features.Get<IServerCallContextFeature>()?.ServerCallContext;
        if (served is null)
        {
            return propagation.SuppressContextNotFoundErrors ? null : throw new InvalidOperationException(
                "Unable to propagate server context values to the call. Can't find the call being served.");
        }

        if (served.Deadline < (options.Deadline ?? DateTime.MaxValue))
        {
            options = options.WithDeadline(served.Deadline);
        }

        if (!options.CancellationToken.CanBeCanceled)
        {
            options = options.WithCancellationToken(served.CancellationToken);
            return null;
        }

        var link = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, served.CancellationToken);
        options = options.WithCancellationToken(link.Token);
        return link;
    }
}
