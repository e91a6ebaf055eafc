using System.Runtime.CompilerServices;
using HotChocolate.Execution;
using Shop.Contracts;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Orders;

/// <summary>
/// An order as it is when the stream begins, and again whenever its status is another, until it can change no more. The
/// last update is an error when the order cannot be read, as when the caller's token has expired.
/// </summary>
/// <param name="changes">Says that there may be something to read.</param>
/// <param name="order">The order as it is, read after <paramref name="changes"/> was opened.</param>
/// <param name="read">Reads it again, with the caller's token.</param>
/// <param name="expired">Cancelled when the token expires.</param>
/// <param name="place">Given back when the stream ends.</param>
internal sealed class OrderUpdateStream(
    ISourceStream<Guid> changes,
    Order order,
    Func<CancellationToken, Task<Order>> read,
    CancellationTokenSource expired,
    IDisposable place) : ISourceStream<OrderUpdate>
{
    /// <summary>Reads the order for the first time.</summary>
    public static async Task<OrderUpdateStream> OpenAsync(
        ISourceStream<Guid> changes,
        Func<CancellationToken, Task<Order>> read,
        CancellationTokenSource expired,
        IDisposable place,
        CancellationToken cancellationToken)
    {
        try
        {
            return new OrderUpdateStream(changes, await read(cancellationToken), read, expired, place);
        }
        catch
        {
            await changes.DisposeAsync();
            expired.Dispose();
            throw;
        }
    }

    public IAsyncEnumerable<OrderUpdate> ReadEventsAsync() => ReadAsync();

    IAsyncEnumerable<object?> ISourceStream.ReadEventsAsync() => ReadAsync();

    public async ValueTask DisposeAsync()
    {
        await changes.DisposeAsync();
        expired.Dispose();
        place.Dispose();
    }

    private async IAsyncEnumerable<OrderUpdate> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new OrderUpdate(order);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expired.Token);
        await using var events = changes.ReadEventsAsync().GetAsyncEnumerator(ended.Token);
        var known = order;
        while (known is { Status: OrderStatus.Pending or OrderStatus.Confirmed })
        {
            var (next, failure) = await NextAsync(events, known.Status, ended.Token);
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is not null)
            {
                yield return new OrderUpdate(expired.IsCancellationRequested ? TokenExpired() : failure);
            }
            else if (next is not null)
            {
                yield return new OrderUpdate(next);
            }

            known = next;
        }
    }

    private async Task<(Order? Order, Exception? Failure)> NextAsync(
        IAsyncEnumerator<Guid> events, OrderStatus known, CancellationToken cancellationToken)
    {
        try
        {
            while (await events.MoveNextAsync())
            {
                var current = await read(cancellationToken);
                if (current.Status != known)
                {
                    return (current, null);
                }
            }

            return (null, null);
        }
        catch (Exception failure)
        {
            return (null, failure);
        }
    }

    private static RefusalException TokenExpired() =>
        new(ErrorReasons.Unauthenticated, "The access token has expired.");
}
