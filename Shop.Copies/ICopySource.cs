namespace Shop.Copies;

/// <summary>A row whose original belongs to another service: an entity of the context that keeps the copies.</summary>
public interface ICopy
{
    /// <summary>The key, as the source has it.</summary>
    Guid Id { get; }

    /// <summary>Grows with every change at the source: of two states of a row the higher is the newer.</summary>
    long Version { get; }
}

/// <summary>Where the originals of copied rows are, and how they are read.</summary>
/// <typeparam name="TCopy">The entity that keeps the copies; the model says which table and columns it has.</typeparam>
public interface ICopySource<TCopy>
    where TCopy : class, ICopy
{
    /// <summary>The resource name of the service whose rows they are.</summary>
    string Service { get; }

    /// <summary>Rows in ascending order of ids: those of the ids, at most 100, or all when there are none.</summary>
    IAsyncEnumerable<IReadOnlyList<TCopy>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
