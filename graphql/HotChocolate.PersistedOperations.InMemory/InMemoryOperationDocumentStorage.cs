using HotChocolate.Execution;
using Microsoft.Extensions.Caching.Memory;

namespace HotChocolate.PersistedOperations.InMemory;

/// <summary>Keeps the documents that were used last, as many as the limit allows.</summary>
/// <param name="capacity">Bytes.</param>
internal sealed class InMemoryOperationDocumentStorage(int capacity) : IOperationDocumentStorage, IDisposable
{
    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = capacity });

    public ValueTask<IOperationDocument?> TryReadAsync(
        OperationDocumentId documentId,
        CancellationToken cancellationToken = default) => new(_documents.Get<IOperationDocument>(documentId.Value));

    public ValueTask SaveAsync(
        OperationDocumentId documentId,
        IOperationDocument document,
        CancellationToken cancellationToken = default)
    {
        var options = new MemoryCacheEntryOptions { Size = documentId.Value.Length + document.AsSpan().Length };
        _documents.Set(documentId.Value, document, options);

        return ValueTask.CompletedTask;
    }

    public void Dispose() => _documents.Dispose();
}
