using Shop.Orders.Data;

namespace Shop.Orders.Features;

/// <summary>
/// The callers of this process that wait for orders to settle. A wake-up tells what has become of the order, or only
/// that it is time to look again.
/// </summary>
internal sealed class OrderOutcomes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<Waiter>> _waiters = [];

    /// <summary>How many orders are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count;
            }
        }
    }

    /// <summary>
    /// Takes note of a caller. Done before the order is committed, or looked at, so that no outcome slips through.
    /// </summary>
    public Waiter Expect(Guid orderId)
    {
        var waiter = new Waiter(this, orderId);
        lock (_lock)
        {
            if (!_waiters.TryGetValue(orderId, out var waiters))
            {
                _waiters[orderId] = waiters = [];
            }

            waiters.Add(waiter);
        }

        return waiter;
    }

    /// <param name="orderId">The order.</param>
    /// <param name="progress">What has become of it; null when that has to be looked up.</param>
    public void Wake(Guid orderId, OrderProgress? progress)
    {
        lock (_lock)
        {
            _waiters.GetValueOrDefault(orderId)?.ForEach(waiter => waiter.Wake(progress));
        }
    }

    public void WakeAll()
    {
        lock (_lock)
        {
            foreach (var waiters in _waiters.Values)
            {
                waiters.ForEach(waiter => waiter.Wake(null));
            }
        }
    }

    private void Forget(Waiter waiter)
    {
        lock (_lock)
        {
            var waiters = _waiters[waiter.OrderId];
            waiters.Remove(waiter);
            if (waiters.Count == 0)
            {
                _waiters.Remove(waiter.OrderId);
            }
        }
    }

    internal sealed class Waiter(OrderOutcomes outcomes, Guid orderId) : IDisposable
    {
        private readonly SemaphoreSlim _wakeUps = new(0);
        private OrderProgress? _progress;

        public Guid OrderId { get; } = orderId;

        /// <summary>
        /// Waits for a wake-up, at most for a time; null when what has become of the order has to be looked up.
        /// </summary>
        public async Task<OrderProgress?> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            await _wakeUps.WaitAsync(timeout, cancellationToken);

            return Interlocked.Exchange(ref _progress, null);
        }

        public void Dispose()
        {
            outcomes.Forget(this);
            _wakeUps.Dispose();
        }

        internal void Wake(OrderProgress? progress)
        {
            if (progress is not null)
            {
                _progress = progress;
            }

            _wakeUps.Release();
        }
    }
}
