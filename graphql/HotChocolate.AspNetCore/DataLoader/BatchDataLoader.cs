namespace GreenDonut;

/// <summary>A DataLoader whose keys are fetched in batches.</summary>
public abstract class BatchDataLoader<TKey, TValue> : IDataLoader<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Task<TValue?>> _cache = [];
    private readonly IBatchScheduler _scheduler;
    private readonly int _maxBatchSize;
    private LoadBatch? _open;

    /// <summary>Creates the loader of one request.</summary>
    protected BatchDataLoader(IBatchScheduler batchScheduler, DataLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(batchScheduler);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatchSize, 1);
        _scheduler = batchScheduler;
        _maxBatchSize = options.MaxBatchSize;
    }

    /// <inheritdoc />
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        LoadBatch? opened = null;
        Task<TValue?> result;
        lock (_lock)
        {
            if (_cache.TryGetValue(key, out var cached))
            {
                return cached;
            }

            if (_open is null || _open.Count == _maxBatchSize)
            {
                opened = _open = new LoadBatch(this, cancellationToken);
            }

            result = _open.Add(key);
            _cache.Add(key, result);
        }

        if (opened is not null)
        {
            _scheduler.Schedule(opened);
        }

        return result;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TValue?>> LoadAsync(
        IReadOnlyCollection<TKey> keys,
        CancellationToken cancellationToken = default) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)));

    /// <inheritdoc />
    public void RemoveCacheEntry(TKey key)
    {
        lock (_lock)
        {
            _cache.Remove(key);
        }
    }

    /// <inheritdoc />
    public void SetCacheEntry(TKey key, Task<TValue?> value)
    {
        lock (_lock)
        {
            _cache[key] = value;
        }
    }

    /// <summary>Fetches the values of the keys; a key that is missing in the result has no value.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys,
        CancellationToken cancellationToken);

    private sealed class LoadBatch(BatchDataLoader<TKey, TValue> loader, CancellationToken cancellationToken) : Batch
    {
        private readonly List<TKey> _keys = [];
        private readonly List<TaskCompletionSource<TValue?>> _promises = [];
        private IReadOnlyDictionary<TKey, TValue>? _values;
        private Exception? _failure;

        public int Count => _keys.Count;

        public Task<TValue?> Add(TKey key)
        {
            // Continuations run within Complete, so that the keys which they ask for make up one further batch.
            var promise = new TaskCompletionSource<TValue?>();
            _keys.Add(key);
            _promises.Add(promise);

            return promise.Task;
        }

        public override async Task FetchAsync()
        {
            lock (loader._lock)
            {
                loader._open = ReferenceEquals(loader._open, this) ? null : loader._open;
            }

            try
            {
                _values = await loader.LoadBatchAsync(_keys, cancellationToken);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }

        public override void Complete()
        {
            for (var i = 0; i < _keys.Count; i++)
            {
                if (_failure is not null)
                {
                    _promises[i].SetException(_failure);
                }
                else
                {
                    _promises[i].SetResult(_values!.TryGetValue(_keys[i], out var value) ? value : default);
                }
            }
        }
    }
}
