namespace Shop.ServiceDefaults.Copies;

/// <summary>A table that copies the rows of another service, and how these are read.</summary>
public interface ICopySource
{
    /// <summary>The table; its key is the column <c>id</c>, a uuid.</summary>
    string Table { get; }

    /// <summary>The resource name of the service whose rows they are.</summary>
    string Service { get; }

    /// <summary>All the columns but <c>id</c>.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The one of the columns that grows with every change of a row; null when rows never change.</summary>
    string? VersionColumn => null;

    /// <summary>Rows in ascending order of ids: those of the ids, at most 100, or all when there are none.</summary>
    IAsyncEnumerable<IReadOnlyList<CopyRow>> ReadAsync(
        IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
