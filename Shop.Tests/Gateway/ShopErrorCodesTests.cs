using Grpc.Core;
using Shop.Contracts;
using Shop.Gateway.Errors;

namespace Shop.Tests.Gateway;

public sealed class ShopErrorCodesTests
{
    [Theory]
    [InlineData(StatusCode.InvalidArgument, null, "BAD_USER_INPUT")]
    [InlineData(StatusCode.NotFound, ErrorReasons.NotFound, "NOT_FOUND")]
    [InlineData(StatusCode.AlreadyExists, ErrorReasons.EmailTaken, "ALREADY_EXISTS")]
    [InlineData(StatusCode.FailedPrecondition, ErrorReasons.OutOfStock, "OUT_OF_STOCK")]
    [InlineData(StatusCode.FailedPrecondition, ErrorReasons.ProductUnavailable, "PRODUCT_UNAVAILABLE")]
    [InlineData(StatusCode.FailedPrecondition, ErrorReasons.IdempotencyKeyReused, "IDEMPOTENCY_KEY_REUSED")]
    [InlineData(StatusCode.FailedPrecondition, ErrorReasons.OrderNotCancellable, "ORDER_NOT_CANCELLABLE")]
    [InlineData(StatusCode.FailedPrecondition, null, "FAILED_PRECONDITION")]
    [InlineData(StatusCode.Unauthenticated, ErrorReasons.InvalidCredentials, "UNAUTHENTICATED")]
    [InlineData(StatusCode.Unauthenticated, null, "UNAUTHENTICATED")]
    [InlineData(StatusCode.PermissionDenied, ErrorReasons.Forbidden, "FORBIDDEN")]
    [InlineData(StatusCode.ResourceExhausted, ErrorReasons.RateLimited, "RATE_LIMITED")]
    [InlineData(StatusCode.Unavailable, null, "SERVICE_UNAVAILABLE")]
    [InlineData(StatusCode.DeadlineExceeded, null, "SERVICE_UNAVAILABLE")]
    [InlineData(StatusCode.OK, null, "INTERNAL")]
    [InlineData(StatusCode.Cancelled, null, "INTERNAL")]
    [InlineData(StatusCode.Unknown, "SECRET", "INTERNAL")]
    [InlineData(StatusCode.Aborted, null, "INTERNAL")]
    [InlineData(StatusCode.OutOfRange, null, "INTERNAL")]
    [InlineData(StatusCode.Unimplemented, null, "INTERNAL")]
    [InlineData(StatusCode.Internal, null, "INTERNAL")]
    [InlineData(StatusCode.DataLoss, null, "INTERNAL")]
    public void Gives_every_status_its_code(StatusCode status, string? reason, string code) =>
        Assert.Equal(code, ShopErrorCodes.Of(status, reason));
}
