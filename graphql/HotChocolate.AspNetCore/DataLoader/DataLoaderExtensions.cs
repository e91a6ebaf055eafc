namespace GreenDonut;

/// <summary>Forms of loading.</summary>
public static class DataLoaderExtensions
{
    /// <summary>The value of the key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static async Task<TValue> LoadRequiredAsync<TKey, TValue>(
        this IDataLoader<TKey, TValue> dataLoader,
        TKey key,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(dataLoader);

        return await dataLoader.LoadAsync(key, cancellationToken)
            ?? throw new KeyNotFoundException($"The key {key} could not be resolved.");
    }
}
