using HotChocolate.Execution;

namespace HotChocolate.PersistedOperations;

/// <summary>Keeps operation documents by their ids.</summary>
public interface IOperationDocumentStorage
{
    /// <summary>The document of the id, or null.</summary>
    ValueTask<IOperationDocument?> TryReadAsync(
        OperationDocumentId documentId,
        CancellationToken cancellationToken = default);

    /// <summary>Keeps a document; several requests may save the same one at once.</summary>
    ValueTask SaveAsync(
        OperationDocumentId documentId,
        IOperationDocument document,
        CancellationToken cancellationToken = default);
}
