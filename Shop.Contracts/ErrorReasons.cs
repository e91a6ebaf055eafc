using Grpc.Core;

namespace Shop.Contracts;

/// <summary>
/// Stable reasons of refusals, sent as google.rpc.ErrorInfo.reason and, by the gateway, as <c>extensions.code</c>.
/// </summary>
public static class ErrorReasons
{
    /// <summary>The domain of the reasons (google.rpc.ErrorInfo.domain).</summary>
    public const string Domain = "shop";

    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string RateLimited = "RATE_LIMITED";
    public const string Unavailable = "SERVICE_UNAVAILABLE";
    public const string NotFound = "NOT_FOUND";
    public const string EmailTaken = "EMAIL_TAKEN";
    public const string InvalidCredentials = "INVALID_CREDENTIALS";
    public const string OutOfStock = "OUT_OF_STOCK";
    public const string ProductUnavailable = "PRODUCT_UNAVAILABLE";
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
    public const string OrderNotCancellable = "ORDER_NOT_CANCELLABLE";

    /// <summary>The key of the order's id in google.rpc.ErrorInfo.metadata.</summary>
    public const string OrderIdKey = "order_id";

    /// <summary>
    /// The gRPC status of a reason: FAILED_PRECONDITION unless it is told here, so that a reason for which a newer
    /// service rejects an order is a rule of the shop that says no, as the others are.
    /// </summary>
    public static StatusCode StatusOf(string reason) => reason switch
    {
        Unauthenticated or InvalidCredentials => StatusCode.Unauthenticated,
        Forbidden => StatusCode.PermissionDenied,
        RateLimited => StatusCode.ResourceExhausted,
        Unavailable => StatusCode.Unavailable,
        NotFound => StatusCode.NotFound,
        EmailTaken => StatusCode.AlreadyExists,
        _ => StatusCode.FailedPrecondition,
    };
}
