using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Reads streams.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Reads the next message; false at the end.</summary>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class => streamReader.MoveNext(CancellationToken.None);

    /// <summary>All messages of the stream.</summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await streamReader.MoveNext(cancellationToken))
        {
            yield return streamReader.Current;
        }
    }
}
