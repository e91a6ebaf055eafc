using Grpc.Core;

namespace Grpc.AspNetCore.Wire;

/// <summary>What ends a call whose bytes are not gRPC (doc/statuscodes.md).</summary>
internal static class WireErrors
{
    internal static RpcException TooLarge() => new(new Status(
        StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));

    internal static RpcException Malformed(string detail, Exception? cause = null) =>
        new(new Status(StatusCode.Internal, detail, cause));

    internal static RpcException UnknownEncoding(string encoding, StatusCode code) => new(
        new Status(
            code, $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {WireHeaders.SupportedEncodings}"),
        new Metadata { { WireHeaders.AcceptEncoding, WireHeaders.SupportedEncodings } });
}
