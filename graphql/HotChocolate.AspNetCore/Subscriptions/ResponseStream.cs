using System.Runtime.CompilerServices;

namespace HotChocolate.Execution;

/// <summary>The responses of a subscription, one for each event: specification, section 6.2.3.2.</summary>
internal sealed class ResponseStream(
    ISourceStream source,
    Func<object?, CancellationToken, ValueTask<ExecutionResult>> execute,
    Func<Exception, ExecutionResult> fail) : IAsyncDisposable
{
    /// <summary>The responses; one that is refused tells why the source ended, and is the last.</summary>
    public async IAsyncEnumerable<ExecutionResult> ReadResultsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = source.ReadEventsAsync().GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            ExecutionResult? result = null;
            try
            {
                if (await events.MoveNextAsync())
                {
                    result = await execute(events.Current, cancellationToken);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                result = fail(exception);
            }

            if (result is null)
            {
                yield break;
            }

            yield return result;
            if (result.Kind == ResultKind.Refused)
            {
                yield break;
            }
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>What a request leads to: one response, or a stream of them.</summary>
internal readonly record struct ExecutionResponse(ExecutionResult? Result, ResponseStream? Stream);
