using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution;

/// <summary>A source stream with the services that it was made of.</summary>
internal sealed class ScopedSource(ISourceStream source, AsyncServiceScope scope) : ISourceStream
{
    public IAsyncEnumerable<object?> ReadEventsAsync() => source.ReadEventsAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            await source.DisposeAsync();
        }
        finally
        {
            await scope.DisposeAsync();
        }
    }
}
