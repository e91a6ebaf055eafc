using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Shop.Tests.Gateway.Fakes;

/// <summary>What a fake service was asked, with which token, and how it fails when it is told to.</summary>
internal sealed class FakeCalls
{
    private readonly ConcurrentQueue<(IMessage Request, string? Token)> _received = new();

    public RpcException? Failure { get; set; }

    public IEnumerable<TRequest> Of<TRequest>()
        where TRequest : IMessage =>
        _received.Select(call => call.Request).OfType<TRequest>();

    public string? LastToken => _received.Last().Token;

    public Task<TResponse> Answer<TResponse>(IMessage request, ServerCallContext context, TResponse response)
    {
        _received.Enqueue((request, context.RequestHeaders.GetValue("authorization")));
        return Failure is null ? Task.FromResult(response) : Task.FromException<TResponse>(Failure);
    }
}
