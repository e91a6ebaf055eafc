using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using GrpcStatus = Grpc.Core.Status;
using RpcStatus = Google.Rpc.Status;

namespace Grpc.Tests;

public sealed class RpcStatusTests
{
    [Fact]
    public void Carries_a_status_with_its_details()
    {
        var violation = new BadRequest.Types.FieldViolation { Field = "quantity", Description = "must be positive" };
        var info = new ErrorInfo { Reason = "BAD", Domain = "shop", Metadata = { ["key"] = "value" } };
        var status = new RpcStatus
        {
            Code = (int)Code.InvalidArgument,
            Message = "bad input",
            Details = { Any.Pack(new BadRequest { FieldViolations = { violation } }), Any.Pack(info) },
        };

        var exception = status.ToRpcException();

        Assert.Equal((StatusCode.InvalidArgument, "bad input"), (exception.StatusCode, exception.Status.Detail));
        Assert.Equal(status, exception.GetRpcStatus());
        Assert.Equal(violation, Assert.Single(exception.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations));
        Assert.Equal(info, exception.GetRpcStatus()!.GetDetail<ErrorInfo>());
        Assert.Null(exception.GetRpcStatus()!.GetDetail<LocalizedMessage>());
    }

    // Fields 1 (code), 2 (message) and 3 (details), as google/rpc/status.proto numbers them.
    [Fact]
    public void Reads_the_bytes_of_the_public_definition()
    {
        var bytes = Convert.FromHexString(
            "0805" + "12026E66" + "1A2E" + "0A28" + Convert.ToHexString("type.googleapis.com/google.rpc.ErrorInfo"u8)
            + "1202" + "0A00");

        var status = RpcStatus.Parser.ParseFrom(bytes);

        Assert.Equal((5, "nf"), (status.Code, status.Message));
        Assert.NotNull(status.GetDetail<ErrorInfo>());
        Assert.Equal(bytes, status.ToByteArray());
    }

    [Fact]
    public void Has_no_status_where_the_server_sent_none() =>
        Assert.Null(new RpcException(new GrpcStatus(StatusCode.NotFound, "")).GetRpcStatus());
}
