using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Shop.Tests.Gateway.Fakes;

/// <summary>What a fake service was asked, with which token, and how it fails when it is told to.</summary>
internal sealed class FakeCalls
{
    private readonly ConcurrentQueue<(IMessage Request, string? Token)> _received = new();

    public RpcException? Failure { get; set; }

    /// <summary>Whether calls end only when their caller gives them up.</summary>
    public bool Hangs { get; set; }

    /// <summary>What calls wait for before they are answered with what was so when they came.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Ends when a call that hangs has begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the caller of one gave it up.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<TRequest> Of<TRequest>()
        where TRequest : IMessage =>
        _received.Select(call => call.Request).OfType<TRequest>();

    public string? LastToken => _received.Last().Token;

    public async Task<TResponse> Answer<TResponse>(IMessage request, ServerCallContext context, TResponse response)
    {
        _received.Enqueue((request, context.RequestHeaders.GetValue("authorization")));
        if (Hangs)
        {
            await using var registration = context.CancellationToken.Register(() => GivenUp.TrySetResult());
            Begun.TrySetResult();
            await GivenUp.Task;
        }

        await Gate;

        return Failure is null ? response : throw Failure;
    }
}
