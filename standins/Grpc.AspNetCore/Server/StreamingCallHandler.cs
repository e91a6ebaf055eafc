using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal sealed class StreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerStreamingServerMethod<TRequest, TResponse> invoke,
    GrpcServiceOptions options,
    ILogger logger) : ServerCallHandler(method, options, logger)
    where TRequest : class
    where TResponse : class
{
    protected override async Task InvokeAsync(HttpServerCallContext call)
    {
        var request = await Reader(call.HttpContext).ReadSingleAsync(
            method.RequestMarshaller, "Additional data after the message received.", call.CancellationToken)
            ?? throw WireErrors.Malformed("Incomplete message.");
        var stream = new ResponseStreamWriter<TResponse>(call, method.ResponseMarshaller, Options.MaxSendMessageSize);
        await invoke(request, stream, call);
    }
}
