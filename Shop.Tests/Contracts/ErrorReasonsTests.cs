using System.Reflection;
using Grpc.Core;
using Shop.Contracts;

namespace Shop.Tests.Contracts;

public sealed class ErrorReasonsTests
{
    private static readonly Dictionary<string, StatusCode> Statuses = new()
    {
        ["UNAUTHENTICATED"] = StatusCode.Unauthenticated,
        ["INVALID_CREDENTIALS"] = StatusCode.Unauthenticated,
        ["FORBIDDEN"] = StatusCode.PermissionDenied,
        ["RATE_LIMITED"] = StatusCode.ResourceExhausted,
        ["SERVICE_UNAVAILABLE"] = StatusCode.Unavailable,
        ["NOT_FOUND"] = StatusCode.NotFound,
        ["EMAIL_TAKEN"] = StatusCode.AlreadyExists,
        ["OUT_OF_STOCK"] = StatusCode.FailedPrecondition,
        ["PRODUCT_UNAVAILABLE"] = StatusCode.FailedPrecondition,
        ["IDEMPOTENCY_KEY_REUSED"] = StatusCode.FailedPrecondition,
        ["ORDER_NOT_CANCELLABLE"] = StatusCode.FailedPrecondition,
    };

    [Fact]
    public void Every_reason_has_its_status()
    {
        var reasons = typeof(ErrorReasons).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.Name is not (nameof(ErrorReasons.Domain) or nameof(ErrorReasons.OrderIdKey)))
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(Statuses, reasons.ToDictionary(reason => reason, ErrorReasons.StatusOf));
    }

    [Fact]
    public void A_reason_of_a_newer_service_is_a_failed_precondition() =>
        Assert.Equal(StatusCode.FailedPrecondition, ErrorReasons.StatusOf("CREDIT_EXHAUSTED"));
}
