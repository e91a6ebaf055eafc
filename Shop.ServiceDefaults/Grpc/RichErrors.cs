using System.Data.Common;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using Shop.Contracts;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;
using Status = Google.Rpc.Status;

namespace Shop.ServiceDefaults.Grpc;

internal static class RichErrors
{
    public static RpcException ToRpcException(this RefusalException refusal)
    {
        var info = new ErrorInfo { Domain = ErrorReasons.Domain, Reason = refusal.Reason };
        info.Metadata.Add(refusal.Metadata.ToDictionary());

        return refusal.Field is { } field
            ? Rich(refusal.Status, refusal.Message, info, Violation(field, refusal.Description))
            : Rich(refusal.Status, refusal.Message, info);
    }

    public static RpcException ToRpcException(this BadInputException badInput) =>
        Rich(StatusCode.InvalidArgument, badInput.Message, Violation(badInput.Field, badInput.Description));

    /// <summary>
    /// Whether a database or another service was away, or had no time for the call, so that a later try may succeed.
    /// </summary>
    public static bool IsOutage(this Exception exception) =>
        exception switch
        {
            DbException { IsTransient: true } or DbException { SqlState: PostgresErrorCodes.QueryCanceled } => true,
            DbException when exception.IsDatabaseOutage() => true,
            RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => true,
            _ => exception.InnerException?.IsOutage() ?? false,
        };

    private static BadRequest Violation(string field, string description) => new()
    {
        FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = description } },
    };

    private static RpcException Rich(StatusCode code, string message, params IEnumerable<IMessage> details) =>
        new Status { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } }.ToRpcException();
}
