using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Handles the HTTP requests of one method.</summary>
internal abstract partial class ServerCallHandler(IMethod method, GrpcServiceOptions options, ILogger logger)
{
    protected GrpcServiceOptions Options => options;

    internal Task HandleAsync(HttpContext http) => IsRefused(http) ? Task.CompletedTask : HandleCallAsync(http);

    protected abstract Task InvokeAsync(HttpServerCallContext call);

    protected MessageReader Reader(HttpContext http) => new(
        http.Request.BodyReader,
        http.Request.Headers[WireHeaders.Encoding],
        options.MaxReceiveMessageSize,
        StatusCode.Unimplemented);

    // What is not gRPC over HTTP/2 is answered in HTTP (gRPC over HTTP/2, "Requests").
    private static bool IsRefused(HttpContext http)
    {
        var (code, detail) = http.Request switch
        {
            { ContentType: null } => (StatusCodes.Status415UnsupportedMediaType,
                "Content-Type is missing from the request."),
            { ContentType: var type } when !WireHeaders.IsGrpcContentType(type) => (
                StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{type}' is not supported."),
            { Protocol: var protocol } when !HttpProtocol.IsHttp2(protocol) && !HttpProtocol.IsHttp3(protocol) => (
                StatusCodes.Status426UpgradeRequired, $"Request protocol '{protocol}' is not supported."),
            _ => (StatusCodes.Status200OK, ""),
        };
        if (code == StatusCodes.Status200OK)
        {
            return false;
        }

        http.Response.StatusCode = code;
        if (code == StatusCodes.Status426UpgradeRequired)
        {
            http.Response.Headers.Upgrade = "HTTP/2";
        }

        ServerStatus.Write(http.Response.Headers, new Status(StatusCode.Internal, detail), Metadata.Empty);
        return true;
    }

    private async Task HandleCallAsync(HttpContext http)
    {
        await using var call = new HttpServerCallContext(http, method);
        http.Features.Set<IServerCallContextFeature>(call);
        http.Response.ContentType = WireHeaders.ContentType;
        call.StartDeadline();
        try
        {
            await InvokeAsync(call);
        }
        catch (Exception exception)
        {
            call.Fail(ToException(call, exception));
        }

        await call.EndAsync();
    }

    private RpcException ToException(HttpServerCallContext call, Exception exception)
    {
        switch (exception)
        {
            case RpcException rpc:
                Log.Refused(logger, method.FullName, rpc.StatusCode, rpc.Status.Detail);
                return rpc;
            case OperationCanceledException when call.CancellationToken.IsCancellationRequested:
                Log.Canceled(logger, method.FullName);
                return new RpcException(Status.DefaultCancelled);
            default:
                Log.Failed(logger, method.FullName, exception);
                var text = options.EnableDetailedErrors == true
                    ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
                    : "Exception was thrown by handler.";
                return new RpcException(new Status(StatusCode.Unknown, text, exception));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Error when executing service method '{Method}'.")]
        internal static partial void Failed(ILogger logger, string method, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "Call '{Method}' ends with status '{StatusCode}': {Detail}")]
        internal static partial void Refused(ILogger logger, string method, StatusCode statusCode, string detail);

        [LoggerMessage(3, LogLevel.Debug, "Call '{Method}' was canceled.")]
        internal static partial void Canceled(ILogger logger, string method);
    }
}
