using Shop.Contracts;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Errors;

internal static class RequiredEntity
{
    /// <summary>What has the id; NOT_FOUND where there is nothing, or nothing that the caller may see.</summary>
    public static async Task<TValue> GetAsync<TValue>(
        this IDataLoader<Guid, TValue> loader, Guid id, CancellationToken cancellationToken)
        where TValue : notnull =>
        await loader.LoadAsync(id, cancellationToken)
        ?? throw NotFound<TValue>(id);

    /// <summary>What is said where there is nothing, or nothing that the caller may see.</summary>
    public static RefusalException NotFound<TValue>(Guid id) => new(
        ErrorReasons.NotFound, $"There is no {typeof(TValue).Name.ToLowerInvariant()} {id}.");
}
