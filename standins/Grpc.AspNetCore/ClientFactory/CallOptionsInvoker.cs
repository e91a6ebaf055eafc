using Grpc.Core;

namespace Grpc.Net.ClientFactory;

/// <summary>Lets the factory's options change the options of each call.</summary>
internal sealed class CallOptionsInvoker(
    CallInvoker next, IEnumerable<Action<CallOptionsContext>> actions, IServiceProvider services) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        next.BlockingUnaryCall(method, host, Change(options), request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        next.AsyncUnaryCall(method, host, Change(options), request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        next.AsyncServerStreamingCall(method, host, Change(options), request);

    private CallOptions Change(CallOptions options)
    {
        var context = new CallOptionsContext(options, services);
        foreach (var action in actions)
        {
            action(context);
        }

        return context.CallOptions;
    }
}
