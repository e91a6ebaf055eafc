using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Authentication;

namespace Shop.ServiceDefaults.Grpc;

/// <summary>Gives an outgoing call the caller's access token and a deadline where it has none.</summary>
internal sealed class ServiceCallInterceptor(
    IHttpContextAccessor httpContext,
    IOptions<ServiceClientOptions> options,
    TimeProvider time)
    : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDefaults(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDefaults(context));

    private ClientInterceptorContext<TRequest, TResponse> WithDefaults<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class =>
        new(context.Method, context.Host, WithDefaults(context.Options));

    private CallOptions WithDefaults(CallOptions call)
    {
        call = call.WithDeadline(call.Deadline ?? time.GetUtcNow().UtcDateTime + options.Value.Deadline);

        if (call.Headers?.Get(BearerCredentials.AuthorizationKey) is not null
            || httpContext.HttpContext?.CreateAuthorizationMetadata() is not { Count: > 0 } headers)
        {
            return call;
        }

        foreach (var entry in call.Headers ?? [])
        {
            headers.Add(entry);
        }

        return call.WithHeaders(headers);
    }
}
