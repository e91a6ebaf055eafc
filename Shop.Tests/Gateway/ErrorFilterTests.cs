using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using HotChocolate;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Shop.Contracts;
using Shop.Gateway.Errors;
using Shop.ServiceDefaults.Errors;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Shop.Tests.Gateway;

public sealed class ErrorFilterTests
{
    [Fact]
    public void Tells_the_field_and_what_is_wrong_with_it()
    {
        var violation = new BadRequest.Types.FieldViolation
        {
            Field = "order_products[0].quantity",
            Description = "0 is too few.",
        };

        var error = Filter(Rich(
            StatusCode.InvalidArgument, "ignored", new BadRequest { FieldViolations = { violation } }));

        Assert.Equal("order_products[0].quantity: 0 is too few.", error.Message);
        Assert.Equal(ShopErrorCodes.BadUserInput, error.Code);
        Assert.Equal("order_products[0].quantity", error.Extensions!["field"]);
    }

    [Fact]
    public void Tells_the_reason_and_the_field_that_asks_for_what_is_refused()
    {
        var info = new ErrorInfo { Domain = ErrorReasons.Domain, Reason = ErrorReasons.OutOfStock };
        var violation = new BadRequest.Types.FieldViolation { Field = "quantity", Description = "7 are left." };

        var error = Filter(Rich(
            StatusCode.FailedPrecondition, "ignored", info, new BadRequest { FieldViolations = { violation } }));

        Assert.Equal(("quantity: 7 are left.", ErrorReasons.OutOfStock), MessageAndCode(error));
        Assert.Equal("quantity", error.Extensions!["field"]);
    }

    [Fact]
    public void Tells_the_reason_and_the_order_that_was_rejected()
    {
        var info = new ErrorInfo
        {
            Domain = ErrorReasons.Domain,
            Reason = ErrorReasons.OutOfStock,
            Metadata = { [ErrorReasons.OrderIdKey] = "42", ["host"] = "secret" },
        };

        var error = Filter(Rich(StatusCode.FailedPrecondition, "Only 3 are left.", info));

        Assert.Equal(("Only 3 are left.", ErrorReasons.OutOfStock), (error.Message, error.Code));
        Assert.Equal("42", error.Extensions![ErrorReasons.OrderIdKey]);
        Assert.False(error.Extensions.ContainsKey("host"));
    }

    [Fact]
    public void Keeps_to_itself_what_others_say_in_their_errors()
    {
        var foreign = new ErrorInfo { Domain = "googleapis.com", Reason = "SECRET" };

        Assert.Equal(
            (ShopErrorCodes.DefaultMessage(ShopErrorCodes.FailedPrecondition), ShopErrorCodes.FailedPrecondition),
            MessageAndCode(Filter(Rich(StatusCode.FailedPrecondition, "secret", foreign))));
        Assert.Equal(
            (ShopErrorCodes.DefaultMessage(ShopErrorCodes.ServiceUnavailable), ShopErrorCodes.ServiceUnavailable),
            MessageAndCode(Filter(new RpcException(new Status(StatusCode.Unavailable, "10.0.0.7:5432 refused")))));
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Unimplemented)]
    public void Masks_the_faults_of_services(StatusCode status) =>
        Assert.Equal(
            (ShopErrorCodes.DefaultMessage(ShopErrorCodes.Internal), ShopErrorCodes.Internal),
            MessageAndCode(Filter(new RpcException(new Status(status, "secret")))));

    [Fact]
    public void Masks_the_gateways_own_faults() =>
        Assert.Equal(
            (ShopErrorCodes.DefaultMessage(ShopErrorCodes.Internal), ShopErrorCodes.Internal),
            MessageAndCode(Filter(new InvalidOperationException("secret"))));

    [Fact]
    public void Says_what_the_gateway_itself_refuses()
    {
        var notFound = Filter(new RefusalException(ErrorReasons.NotFound, "There is no mug."));
        var hidden = Filter(new RefusalException(ErrorReasons.NotFound, "there is no mug.", "id"));
        var badInput = Filter(new BadInputException("id", "is not an id."));

        Assert.Equal(("There is no mug.", ShopErrorCodes.NotFound), MessageAndCode(notFound));
        Assert.Equal(("id: there is no mug.", ShopErrorCodes.NotFound), MessageAndCode(hidden));
        Assert.Equal("id", hidden.Extensions!["field"]);
        Assert.Equal(("id: is not an id.", ShopErrorCodes.BadUserInput), MessageAndCode(badInput));
        Assert.Equal("id", badInput.Extensions!["field"]);
    }

    [Theory]
    [InlineData("AUTH_NOT_AUTHENTICATED", "UNAUTHENTICATED")]
    [InlineData("AUTH_NOT_AUTHORIZED", "FORBIDDEN")]
    [InlineData("HC0011", "HC0011")]
    public void Renames_the_engines_codes_of_authorization(string code, string expected) =>
        Assert.Equal(expected, Filter(ErrorBuilder.New().SetMessage("m").SetCode(code).Build()).Code);

    [Fact]
    public void Logs_faults_and_nothing_else()
    {
        var logger = new FakeLogger<ErrorFilter>();
        var filter = new ErrorFilter(new HttpContextAccessor(), logger);

        foreach (var exception in new Exception[]
        {
            new RefusalException(ErrorReasons.NotFound, "There is no mug."),
            new BadInputException("id", "is not an id."),
            new RpcException(new Status(StatusCode.Unavailable, "")),
            new RpcException(new Status(StatusCode.Cancelled, "")),
            new OperationCanceledException(),
        })
        {
            filter.OnError(ErrorBuilder.FromException(exception).SetMessage("m").Build());
        }

        Assert.DoesNotContain(logger.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
        filter.OnError(ErrorBuilder.FromException(new RpcException(new Status(StatusCode.Internal, ""))).Build());
        Assert.Single(logger.Collector.GetSnapshot(), record => record.Level == LogLevel.Error);
    }

    private static RpcException Rich(StatusCode status, string message, params IEnumerable<IMessage> details) =>
        new RpcStatus { Code = (int)status, Message = message, Details = { details.Select(Any.Pack) } }
            .ToRpcException();

    private static (string Message, string? Code) MessageAndCode(IError error) => (error.Message, error.Code);

    private static IError Filter(Exception exception) =>
        Filter(ErrorBuilder.FromException(exception).SetMessage("Unexpected Execution Error").Build());

    private static IError Filter(IError error) =>
        new ErrorFilter(new HttpContextAccessor(), NullLogger<ErrorFilter>.Instance).OnError(error);
}
