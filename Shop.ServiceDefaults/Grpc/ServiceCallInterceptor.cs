using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Shop.ServiceDefaults.Grpc;

/// <summary>Gives an outgoing call the caller's access token and a deadline where it has none.</summary>
internal sealed class ServiceCallInterceptor(
    IHttpContextAccessor httpContext,
    IOptions<ServiceClientOptions> options,
    TimeProvider time)
    : Interceptor
{
    private const string Authorization = "authorization";

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

        var token = httpContext.HttpContext?.Request.Headers.Authorization.ToString();
        if (string.IsNullOrEmpty(token) || call.Headers?.Get(Authorization) is not null)
        {
            return call;
        }

        var headers = new Metadata();
        foreach (var entry in call.Headers ?? [])
        {
            headers.Add(entry);
        }

        // What is not ASCII is no token, and HTTP/2 cannot send it: the service refuses what stands for it.
        headers.Add(Authorization, Ascii.IsValid(token) ? token : "malformed");

        return call.WithHeaders(headers);
    }
}
