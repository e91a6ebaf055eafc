using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Shop.ServiceDefaults.Errors;

namespace Shop.ServiceDefaults.Grpc;

/// <summary>Turns what a call throws into its status, and logs faults: once, here.</summary>
internal sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    /// <summary>The timer of a deadline may fire a little early.</summary>
    private static readonly TimeSpan TimerPrecision = TimeSpan.FromMilliseconds(50);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception)
        {
            throw ToRpcException(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception)
        {
            throw ToRpcException(exception, context);
        }
    }

    private RpcException ToRpcException(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case RefusalException refusal:
                return refusal.ToRpcException();
            case BadInputException badInput:
                return badInput.ToRpcException();
            case var _ when context.CancellationToken.IsCancellationRequested:
                Log.Abandoned(logger, context.Method, exception.Message);

                return new RpcException(
                    context.Deadline - DateTime.UtcNow <= TimerPrecision
                        ? new Status(StatusCode.DeadlineExceeded, "The deadline has passed.")
                        : new Status(StatusCode.Cancelled, "The call was cancelled."));
            case var _ when exception.IsOutage():
                Log.Unavailable(logger, exception, context.Method);

                return new RpcException(
                    new Status(StatusCode.Unavailable, "Something that the service needs is down."));
            default:
                Log.Failed(logger, exception, context.Method);

                return new RpcException(new Status(StatusCode.Internal, ""));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "{Method} was abandoned by its caller: {Message}")]
        public static partial void Abandoned(ILogger logger, string method, string message);

        [LoggerMessage(LogLevel.Warning, "{Method} needs something that is down")]
        public static partial void Unavailable(ILogger logger, Exception exception, string method);

        [LoggerMessage(LogLevel.Error, "{Method} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string method);
    }
}
