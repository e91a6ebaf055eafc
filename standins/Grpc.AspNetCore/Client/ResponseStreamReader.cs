using Grpc.Core;

namespace Grpc.Net.Client;

internal sealed class ResponseStreamReader<TRequest, TResponse>(GrpcCall<TRequest, TResponse> call)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;

    public TResponse Current =>
        _current ?? throw new InvalidOperationException("No message has been read, or the stream has ended.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(
            static state => ((GrpcCall<TRequest, TResponse>)state!).CancelByCaller(), call);
        _current = await call.ReadNextAsync();
        return _current is not null;
    }
}
