using Google.Rpc;
using Grpc.Core;

namespace Shop.Tests.Orders;

/// <summary>What a refused call says.</summary>
internal sealed record Refused(StatusCode Status, string Reason, string Message, IReadOnlyDictionary<string, string> Facts)
{
    public static async Task<Refused> ByAsync<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var info = exception.GetRpcStatus()?.GetDetail<ErrorInfo>();
        return new Refused(
            exception.StatusCode,
            info?.Reason ?? "",
            exception.Status.Detail,
            info?.Metadata.ToDictionary() ?? []);
    }

    public static async Task<(string Field, string Description)> AsBadInputAsync<TResponse>(
        AsyncUnaryCall<TResponse> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        var violation = Assert.Single(exception.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);
        return (violation.Field, violation.Description);
    }
}
