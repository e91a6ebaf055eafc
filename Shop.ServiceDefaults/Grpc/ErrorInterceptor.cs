using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Shop.ServiceDefaults.Errors;

namespace Shop.ServiceDefaults.Grpc;

/// <summary>
/// Turns what a call throws into its status, and logs faults: once, here. The metric of the request is told the status,
/// by the semantic conventions for RPC.
/// </summary>
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
            var response = await continuation(request, context);
            Count(context, StatusCode.OK);

            return response;
        }
        catch (Exception exception)
        {
            throw Counted(ToRpcException(exception, context), context);
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
            Count(context, StatusCode.OK);
        }
        catch (Exception exception)
        {
            throw Counted(ToRpcException(exception, context), context);
        }
    }

    private static RpcException Counted(RpcException exception, ServerCallContext context)
    {
        Count(context, exception.StatusCode);

        return exception;
    }

    // The status of HTTP is 200 whatever becomes of a call. There is no feature where nobody collects metrics.
    private static void Count(ServerCallContext context, StatusCode status) =>
        context.GetHttpContext().Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(
            new("rpc.response.status_code", JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{status}")));

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
