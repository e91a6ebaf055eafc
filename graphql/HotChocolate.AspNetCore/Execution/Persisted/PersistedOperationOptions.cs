namespace HotChocolate.PersistedOperations;

/// <summary>Which documents are executed.</summary>
public sealed class PersistedOperationOptions
{
    /// <summary>Whether a request that brings its document is refused.</summary>
    public bool OnlyAllowPersistedDocuments { get; set; }
}
