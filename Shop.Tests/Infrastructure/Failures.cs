using Google.Rpc;
using Grpc.Core;

namespace Shop.Tests.Infrastructure;

/// <summary>What a failed call said.</summary>
internal static class Failures
{
    /// <summary>Expects a refusal with its reason (google.rpc.ErrorInfo).</summary>
    public static async Task<RpcException> RefusedAsync<TResponse>(
        this AsyncUnaryCall<TResponse> call,
        StatusCode status,
        string reason)
    {
        var exception = await FailedAsync(call, status);
        Assert.Equal(reason, exception.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason);
        return exception;
    }

    /// <summary>Expects INVALID_ARGUMENT with a violation of the field (google.rpc.BadRequest).</summary>
    public static async Task<RpcException> InvalidAsync<TResponse>(this AsyncUnaryCall<TResponse> call, string field)
    {
        var exception = await FailedAsync(call, StatusCode.InvalidArgument);
        var violation = Assert.Single(exception.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal(field, violation.Field);
        return exception;
    }

    /// <summary>Expects a status.</summary>
    public static async Task<RpcException> FailedAsync<TResponse>(this AsyncUnaryCall<TResponse> call, StatusCode status)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(status, exception.StatusCode);
        return exception;
    }
}
