using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HotChocolate.Execution;

internal abstract class SourceStream<TMessage> : ISourceStream<TMessage>
{
    public abstract IAsyncEnumerable<TMessage> ReadEventsAsync();

    IAsyncEnumerable<object?> ISourceStream.ReadEventsAsync() => BoxAsync();

    public abstract ValueTask DisposeAsync();

    private async IAsyncEnumerable<object?> BoxAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var message in ReadEventsAsync().WithCancellation(cancellationToken))
        {
            yield return message;
        }
    }
}

/// <summary>A subscriber's buffer; disposing it unsubscribes.</summary>
internal sealed class TopicStream<TMessage>(Channel<TMessage> buffer, Action unsubscribe) : SourceStream<TMessage>
{
    public override IAsyncEnumerable<TMessage> ReadEventsAsync() => buffer.Reader.ReadAllAsync();

    public override ValueTask DisposeAsync()
    {
        unsubscribe();
        buffer.Writer.TryComplete();

        return ValueTask.CompletedTask;
    }
}

/// <summary>Events of an enumerable, which frees what it holds when its enumerator is disposed.</summary>
internal sealed class EnumerableStream<TMessage>(IAsyncEnumerable<TMessage> events) : SourceStream<TMessage>
{
    public override IAsyncEnumerable<TMessage> ReadEventsAsync() => events;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
