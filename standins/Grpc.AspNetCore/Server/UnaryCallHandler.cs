using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal sealed class UnaryCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    UnaryServerMethod<TRequest, TResponse> invoke,
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
        var response = await invoke(request, call)
            ?? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        call.Write(method.ResponseMarshaller, response, Options.MaxSendMessageSize);
    }
}
