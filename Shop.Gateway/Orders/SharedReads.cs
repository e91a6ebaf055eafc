using System.Collections.Concurrent;

namespace Shop.Gateway.Orders;

/// <summary>
/// Reads orders again for their subscribers: some at once, and once for all who have come before the read begins. One
/// change of an order that thousands look at must not become thousands of calls.
/// </summary>
public sealed class SharedReads : IDisposable
{
    private const int MaxAtOnce = 16;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(Guid OrderId, Guid UserId), Task<Order>> _waiting = new();
    private readonly SemaphoreSlim _turns = new(MaxAtOnce);

    /// <summary>Reads what the user may see of the order; the read begins after this call.</summary>
    /// <exception cref="TimeoutException">Too many other reads came before it.</exception>
    internal Task<Order> ReadAsync(
        Guid orderId, Guid userId, Func<Task<Order>> read, CancellationToken cancellationToken)
    {
        var key = (orderId, userId);
        var own = new TaskCompletionSource<Order>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shared = _waiting.GetOrAdd(key, own.Task);
        if (shared == own.Task)
        {
            _ = InTurnAsync(key, read, own);
        }

        return shared.WaitAsync(cancellationToken);
    }

    public void Dispose() => _turns.Dispose();

    private async Task InTurnAsync(
        (Guid OrderId, Guid UserId) key, Func<Task<Order>> read, TaskCompletionSource<Order> result)
    {
        var hasTurn = await _turns.WaitAsync(MaxWait);
        // Whoever comes from now on may know of a change that this read does not see.
        _waiting.TryRemove(key, out _);
        try
        {
            result.SetResult(hasTurn ? await read() : throw new TimeoutException("Too many orders are read at once."));
        }
        catch (Exception exception)
        {
            result.SetException(exception);
        }
        finally
        {
            if (hasTurn)
            {
                _turns.Release();
            }
        }
    }
}
