namespace GreenDonut;

/// <summary>
/// Dispatches the batches of one execution when nothing synchronous is left to do: every stretch of synchronous work
/// is entered and exited, and the last exit dispatches. Keys that arrive outside of any stretch, after a resolver
/// awaited something else, are dispatched from the thread pool.
/// </summary>
internal sealed class BatchDispatcher : IBatchScheduler
{
    private readonly Lock _lock = new();
    private List<Batch> _pending = [];
    private int _active;

    public void Schedule(Batch batch)
    {
        lock (_lock)
        {
            _pending.Add(batch);
            if (_active > 0)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static dispatcher =>
            {
                dispatcher.Enter();
                dispatcher.Exit();
            },
            this,
            preferLocal: false);
    }

    public void Enter()
    {
        lock (_lock)
        {
            _active++;
        }
    }

    public void Exit()
    {
        while (true)
        {
            List<Batch> batches;
            lock (_lock)
            {
                if (_active > 1 || _pending.Count == 0)
                {
                    _active--;

                    return;
                }

                batches = _pending;
                _pending = [];
            }

            foreach (var batch in batches)
            {
                _ = DispatchAsync(batch);
            }
        }
    }

    private async Task DispatchAsync(Batch batch)
    {
        await batch.FetchAsync();
        Enter();
        batch.Complete();
        Exit();
    }
}
