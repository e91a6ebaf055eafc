using Google.Rpc;
using Grpc.Core;

namespace Shop.Tests.Infrastructure;

/// <summary>What a refused call says (google.rpc.ErrorInfo).</summary>
internal sealed record Refused(
    StatusCode Status, string Reason, string Message, IReadOnlyDictionary<string, string> Facts);

/// <summary>What is expected of calls that fail.</summary>
internal static class Failures
{
    /// <summary>Expects a failure of any kind.</summary>
    public static async Task<Refused> RefusedAsync<TResponse>(this AsyncUnaryCall<TResponse> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var info = exception.GetRpcStatus()?.GetDetail<ErrorInfo>();

        return new Refused(
            exception.StatusCode,
            info?.Reason ?? "",
            exception.Status.Detail,
            info?.Metadata.ToDictionary() ?? []);
    }

    /// <summary>Expects a refusal with its reason.</summary>
    public static async Task<Refused> RefusedAsync<TResponse>(
        this AsyncUnaryCall<TResponse> call, StatusCode status, string reason)
    {
        var refused = await call.RefusedAsync();
        Assert.Equal((status, reason), (refused.Status, refused.Reason));

        return refused;
    }

    /// <summary>Expects INVALID_ARGUMENT with a violation of one field (google.rpc.BadRequest).</summary>
    public static async Task<(string Field, string Description)> InvalidAsync<TResponse>(
        this AsyncUnaryCall<TResponse> call)
    {
        var exception = await call.FailedAsync(StatusCode.InvalidArgument);
        var violation = Assert.Single(exception.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);

        return (violation.Field, violation.Description);
    }

    /// <summary>Expects INVALID_ARGUMENT with a violation of the field.</summary>
    public static async Task InvalidAsync<TResponse>(this AsyncUnaryCall<TResponse> call, string field) =>
        Assert.Equal(field, (await call.InvalidAsync()).Field);

    /// <summary>Expects a status.</summary>
    public static async Task<RpcException> FailedAsync<TResponse>(
        this AsyncUnaryCall<TResponse> call, StatusCode status)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(status, exception.StatusCode);

        return exception;
    }
}
