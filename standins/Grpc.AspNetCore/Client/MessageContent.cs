using System.Net;
using System.Net.Http.Headers;
using Grpc.AspNetCore.Wire;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>A request's message. It can be sent again, as handlers that retry do.</summary>
internal sealed class MessageContent<T> : HttpContent
{
    private static readonly MediaTypeHeaderValue GrpcContentType = new(WireHeaders.ContentType);

    private readonly Marshaller<T> _marshaller;
    private readonly T _message;
    private readonly int? _maxSize;

    internal MessageContent(Marshaller<T> marshaller, T message, int? maxSize)
    {
        _marshaller = marshaller;
        _message = message;
        _maxSize = maxSize;
        Headers.ContentType = GrpcContentType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        MessageWriter.Write(buffer, _marshaller, _message, _maxSize);
        await stream.WriteAsync(buffer.Written, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
