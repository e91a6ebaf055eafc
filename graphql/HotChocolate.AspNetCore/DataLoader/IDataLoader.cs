namespace GreenDonut;

/// <summary>Loads values by key, many at once, each key once per request.</summary>
public interface IDataLoader;

/// <summary>Loads values by key, many at once, each key once per request.</summary>
public interface IDataLoader<in TKey, TValue> : IDataLoader
    where TKey : notnull
{
    /// <summary>The value of the key, or null when there is none.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The values in the order of the keys.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(
        IReadOnlyCollection<TKey> keys,
        CancellationToken cancellationToken = default);

    /// <summary>Forgets the value of the key, so that it is loaded anew.</summary>
    void RemoveCacheEntry(TKey key);

    /// <summary>Gives the value of the key, which is then not loaded.</summary>
    void SetCacheEntry(TKey key, Task<TValue?> value);
}
