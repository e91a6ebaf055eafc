using Grpc.Core;

namespace Grpc.AspNetCore.Server;

internal sealed class ResponseStreamWriter<T>(HttpServerCallContext call, Marshaller<T> marshaller, int? maxSize)
    : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        call.CancellationToken.ThrowIfCancellationRequested();
        var options = WriteOptions ?? call.WriteOptions;
        var isBuffered = options is not null && options.Flags.HasFlag(WriteFlags.BufferHint);
        return call.WriteAsync(marshaller, message, maxSize, flush: !isBuffered, cancellationToken);
    }
}
