namespace Shop.Orders.Features;

/// <summary>
/// The callers of this process that wait for orders to settle. A wake-up says "look again", no more, so that one too
/// many is harmless.
/// </summary>
internal sealed class OrderOutcomes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<Waiter>> _waiters = [];

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

    public void Wake(Guid orderId)
    {
        lock (_lock)
        {
            _waiters.GetValueOrDefault(orderId)?.ForEach(waiter => waiter.Wake());
        }
    }

    public void WakeAll()
    {
        lock (_lock)
        {
            foreach (var waiters in _waiters.Values)
            {
                waiters.ForEach(waiter => waiter.Wake());
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

        public Guid OrderId { get; } = orderId;

        public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
            _wakeUps.WaitAsync(timeout, cancellationToken);

        public void Dispose()
        {
            outcomes.Forget(this);
            _wakeUps.Dispose();
        }

        internal void Wake() => _wakeUps.Release();
    }
}
