using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Shop.Gateway.Errors;

internal static class FieldMapping
{
    /// <summary>
    /// The response of a call. Where the service finds fault with a field of the request, the exception names the field
    /// of the input that has the value.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="requestField">A field of the request that is called otherwise in the input.</param>
    /// <param name="inputField">What the input calls it.</param>
    public static async Task<TResponse> MapFieldAsync<TResponse>(
        this AsyncUnaryCall<TResponse> call, string requestField, string inputField)
    {
        try
        {
            return await call;
        }
        catch (RpcException exception) when (
            exception.GetRpcStatus() is { } status && status.GetDetail<BadRequest>() is { } badRequest)
        {
            foreach (var violation in badRequest.FieldViolations)
            {
                violation.Field = Map(violation.Field, requestField, inputField);
            }

            var others = status.Details.Where(detail => !detail.Is(BadRequest.Descriptor));

            throw new Google.Rpc.Status
            {
                Code = status.Code,
                Message = status.Message,
                Details = { others.Append(Any.Pack(badRequest)) },
            }.ToRpcException();
        }
    }

    /// <summary>Maps the first segment of a path such as <c>lines[0].quantity</c>.</summary>
    private static string Map(string path, string requestField, string inputField)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        var root = end < 0 ? path : path[..end];

        return root == requestField ? inputField + path[root.Length..] : path;
    }
}
