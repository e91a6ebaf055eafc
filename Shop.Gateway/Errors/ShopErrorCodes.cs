using Grpc.Core;
using Shop.Contracts;

namespace Shop.Gateway.Errors;

/// <summary>
/// The one table from what a service answers to <c>extensions.code</c>. A reason has its status, and so its code, from
/// <see cref="ErrorReasons.StatusOf"/>.
/// </summary>
internal static class ShopErrorCodes
{
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string NotFound = ErrorReasons.NotFound;
    public const string AlreadyExists = "ALREADY_EXISTS";
    public const string FailedPrecondition = "FAILED_PRECONDITION";
    public const string Unauthenticated = ErrorReasons.Unauthenticated;
    public const string Forbidden = ErrorReasons.Forbidden;
    public const string RateLimited = ErrorReasons.RateLimited;
    public const string ServiceUnavailable = ErrorReasons.Unavailable;
    public const string Internal = "INTERNAL";

    /// <param name="status">The status of the call.</param>
    /// <param name="reason">google.rpc.ErrorInfo.reason, null when the service gave none.</param>
    public static string Of(StatusCode status, string? reason) => status switch
    {
        StatusCode.InvalidArgument => BadUserInput,
        StatusCode.NotFound => NotFound,
        StatusCode.AlreadyExists => AlreadyExists,
        StatusCode.FailedPrecondition => reason ?? FailedPrecondition,
        StatusCode.Unauthenticated => Unauthenticated,
        StatusCode.PermissionDenied => Forbidden,
        StatusCode.ResourceExhausted => RateLimited,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => ServiceUnavailable,
        _ => Internal,
    };

    /// <summary>What is said where the service's own words are missing, or are not meant for customers.</summary>
    public static string DefaultMessage(string code) => code switch
    {
        BadUserInput => "The input is not valid.",
        NotFound => "There is no such thing.",
        AlreadyExists => "It exists already.",
        Unauthenticated => "A valid access token is needed.",
        Forbidden => "The caller may not do this.",
        RateLimited => "There were too many requests; try again later.",
        ServiceUnavailable => "The service is not available at the moment; try again later.",
        Internal => "Something went wrong.",
        _ => "The shop cannot do this now.",
    };
}
