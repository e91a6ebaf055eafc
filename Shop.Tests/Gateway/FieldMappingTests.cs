using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Shop.Contracts;
using Shop.Gateway.Errors;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Shop.Tests.Gateway;

public sealed class FieldMappingTests
{
    [Theory]
    [InlineData("lines", "order_products")]
    [InlineData("lines[0].quantity", "order_products[0].quantity")]
    [InlineData("lines[12].product_id", "order_products[12].product_id")]
    [InlineData("lines.quantity", "order_products.quantity")]
    [InlineData("idempotency_key", "idempotency_key")]
    [InlineData("timelines[0]", "timelines[0]")]
    [InlineData("other.lines", "other.lines")]
    public async Task Names_the_field_of_the_input(string field, string expected)
    {
        var violation = new BadRequest.Types.FieldViolation { Field = field, Description = "9 of 'two lines'." };
        var info = new ErrorInfo { Domain = ErrorReasons.Domain, Reason = ErrorReasons.OutOfStock };
        var refusal = new RpcStatus
        {
            Code = (int)StatusCode.FailedPrecondition,
            Message = "Said in prose.",
            Details = { Any.Pack(info), Any.Pack(new BadRequest { FieldViolations = { violation } }) },
        };

        var exception = await Assert.ThrowsAsync<RpcException>(() => MapAsync(refusal.ToRpcException()));

        Assert.Equal(
            (StatusCode.FailedPrecondition, "Said in prose."), (exception.StatusCode, exception.Status.Detail));
        var status = exception.GetRpcStatus()!;
        Assert.Equal(info, status.GetDetail<ErrorInfo>());
        var mapped = Assert.Single(status.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal((expected, "9 of 'two lines'."), (mapped.Field, mapped.Description));
    }

    [Fact]
    public async Task Leaves_what_names_no_field_as_it_is()
    {
        var failure = new RpcException(new Status(StatusCode.Unavailable, "secret"));

        Assert.Same(failure, await Assert.ThrowsAsync<RpcException>(() => MapAsync(failure)));
    }

    private static Task<Empty> MapAsync(RpcException failure) =>
        new AsyncUnaryCall<Empty>(
            Task.FromException<Empty>(failure),
            Task.FromResult(new Metadata()),
            () => failure.Status,
            () => failure.Trailers,
            () => { }).MapFieldAsync("lines", "order_products");
}
