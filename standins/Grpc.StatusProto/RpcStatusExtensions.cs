namespace Grpc.Core;

/// <summary>Ends calls with a status and details.</summary>
public static class RpcStatusExtensions
{
    /// <summary>An exception with the code, the message and the details of the status.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status) =>
        status.ToRpcException((StatusCode)status.Code, status.Message);

    /// <summary>An exception with the details of the status, and another code and message.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status, StatusCode statusCode, string message)
    {
        var trailers = new Metadata();
        trailers.SetRpcStatus(status);
        return new RpcException(new Status(statusCode, message), trailers);
    }
}
