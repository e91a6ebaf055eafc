using Grpc.Core;

namespace Grpc.Net.Client;

internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        AsyncUnaryCall(method, host, options, request).GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options, request);
        return new AsyncUnaryCall<TResponse>(
            call.ReadSingleAsync(),
            static state => ((IGrpcCall)state).GetResponseHeadersAsync(),
            static state => ((IGrpcCall)state).GetStatus(),
            static state => ((IGrpcCall)state).GetTrailers(),
            static state => ((IGrpcCall)state).Dispose(),
            call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options, request);
        return new AsyncServerStreamingCall<TResponse>(
            new ResponseStreamReader<TRequest, TResponse>(call),
            static state => ((IGrpcCall)state).GetResponseHeadersAsync(),
            static state => ((IGrpcCall)state).GetStatus(),
            static state => ((IGrpcCall)state).GetTrailers(),
            static state => ((IGrpcCall)state).Dispose(),
            call);
    }
}
