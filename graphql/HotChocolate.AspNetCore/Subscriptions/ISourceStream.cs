namespace HotChocolate.Execution;

/// <summary>The events of a subscription: specification, section 6.2.3.1.</summary>
public interface ISourceStream : IAsyncDisposable
{
    /// <summary>The events as they come; read once.</summary>
    IAsyncEnumerable<object?> ReadEventsAsync();
}

/// <summary>The events of a subscription: specification, section 6.2.3.1.</summary>
public interface ISourceStream<out TMessage> : ISourceStream
{
    /// <summary>The events as they come; read once.</summary>
    new IAsyncEnumerable<TMessage> ReadEventsAsync();
}
