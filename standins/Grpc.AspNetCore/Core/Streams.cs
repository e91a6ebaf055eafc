namespace Grpc.Core;

/// <summary>Messages to read one after the other.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext" /> read.</summary>
    T Current { get; }

    /// <summary>Reads the next message; false at the end.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>Takes messages one after the other.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message. One write at a time.</summary>
    Task WriteAsync(T message);

    /// <summary>Sends a message. One write at a time.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return WriteAsync(message);
    }
}

/// <summary>Takes the responses of a server-streaming call.</summary>
/// <typeparam name="T">The response.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
