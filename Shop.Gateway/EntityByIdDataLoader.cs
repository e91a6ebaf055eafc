using Shop.Contracts;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway;

/// <summary>
/// Loads what has an id from the service that keeps it, as many at once as a call of that service takes. There is no
/// value where there is nothing, or nothing that the caller may see.
/// </summary>
public abstract class EntityByIdDataLoader<TEntity>(
    Func<TEntity, string> idOf, IBatchScheduler batchScheduler, DataLoaderOptions options)
    : BatchDataLoader<Guid, TEntity>(batchScheduler, options)
    where TEntity : notnull
{
    /// <exception cref="RefusalException">NOT_FOUND: there is nothing, or nothing that the caller may see.</exception>
    public async Task<TEntity> LoadOrNotFoundAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? throw NotFound(id);

    internal static RefusalException NotFound(Guid id) =>
        new(ErrorReasons.NotFound, $"There is no {typeof(TEntity).Name.ToLowerInvariant()} {id}.");

    protected override async Task<IReadOnlyDictionary<Guid, TEntity>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(keys
            .Chunk(Input.MaxPageSize)
            .Select(ids => LoadChunkAsync(ids, cancellationToken)));

        return batches.SelectMany(batch => batch).ToDictionary(entity => Guid.Parse(idOf(entity)));
    }

    protected abstract Task<IReadOnlyList<TEntity>> LoadChunkAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
