using Google.Rpc;
using Grpc.Core;
using HotChocolate.Execution;
using Shop.Contracts;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Errors;

/// <summary>Gives every error its stable code and only such text as is meant for the caller.</summary>
internal sealed partial class ErrorFilter(IHttpContextAccessor accessor, ILogger<ErrorFilter> logger) : IErrorFilter
{
    private const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";
    private const string NotAuthorized = "AUTH_NOT_AUTHORIZED";

    public IError OnError(IError error) => error switch
    {
        { Exception: RpcException exception } => FromStatus(error, exception),
        { Exception: RefusalException refusal } => FromRefusal(error, refusal),
        { Exception: BadInputException badInput } =>
            With(error, ShopErrorCodes.BadUserInput, badInput.Message, badInput.Field).Build(),
        { Exception: { } exception } => FromFault(error, exception),
        { Code: NotAuthenticated } when accessor.HttpContext?.FindTokenRefusal() is { } refusal =>
            FromRefusal(error, refusal),
        { Code: NotAuthenticated } => With(error, ShopErrorCodes.Unauthenticated).Build(),
        { Code: NotAuthorized } => With(error, ShopErrorCodes.Forbidden).Build(),
        _ => error,
    };

    private IError FromStatus(IError error, RpcException exception)
    {
        var details = exception.GetRpcStatus();
        var info = details?.GetDetail<ErrorInfo>() is { Domain: ErrorReasons.Domain } ours ? ours : null;
        var code = ShopErrorCodes.Of(exception.StatusCode, info?.Reason);
        if (code == ShopErrorCodes.Internal)
        {
            return FromFault(error, exception);
        }

        // A token that is not valid is not sent along, so that the service takes the caller for anybody.
        if (code is ShopErrorCodes.Unauthenticated or ShopErrorCodes.Forbidden
            && info?.Reason is not ErrorReasons.InvalidCredentials
            && accessor.HttpContext?.FindTokenRefusal() is { } refusal)
        {
            return FromRefusal(error, refusal);
        }

        var builder = details?.GetDetail<BadRequest>()?.FieldViolations is [var violation, ..]
            ? With(error, code, $"{violation.Field}: {violation.Description}", violation.Field)
            : With(error, code, info is null ? null : exception.Status.Detail);
        if (info is not null && info.Metadata.TryGetValue(ErrorReasons.OrderIdKey, out var orderId))
        {
            builder.SetExtension(ErrorReasons.OrderIdKey, orderId);
        }

        return builder.Build();
    }

    private static IError FromRefusal(IError error, RefusalException refusal) =>
        With(error, ShopErrorCodes.Of(refusal.Status, refusal.Reason), refusal.Message, refusal.Field).Build();

    private IError FromFault(IError error, Exception exception)
    {
        // A caller that hung up, or the end of the time for an operation, is nobody's fault.
        if (exception is not (OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }))
        {
            Log.Failed(logger, exception, error.Path?.ToString());
        }

        return With(error, ShopErrorCodes.Internal).Build();
    }

    private static ErrorBuilder With(IError error, string code, string? message = null, string? field = null)
    {
        var builder = ErrorBuilder
            .FromError(error)
            .SetMessage(string.IsNullOrEmpty(message) ? ShopErrorCodes.DefaultMessage(code) : message)
            .SetCode(code);

        return field is null ? builder : builder.SetExtension("field", field);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The field {Path} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string? path);
    }
}
