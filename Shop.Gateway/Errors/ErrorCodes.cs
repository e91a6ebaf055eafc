using Grpc.Core;

namespace Shop.Gateway.Errors;

/// <summary>The one table from what a service answers to <c>extensions.code</c>.</summary>
internal static class ErrorCodes
{
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string NotFound = "NOT_FOUND";
    public const string AlreadyExists = "ALREADY_EXISTS";
    public const string FailedPrecondition = "FAILED_PRECONDITION";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string RateLimited = "RATE_LIMITED";
    public const string ServiceUnavailable = "SERVICE_UNAVAILABLE";
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
