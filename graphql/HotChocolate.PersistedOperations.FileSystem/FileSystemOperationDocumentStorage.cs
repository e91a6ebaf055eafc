using HotChocolate.Execution;

namespace HotChocolate.PersistedOperations.FileSystem;

/// <summary>Keeps each document in a file <c>{id}.graphql</c>; an id cannot name a file elsewhere.</summary>
internal sealed class FileSystemOperationDocumentStorage(string directory) : IOperationDocumentStorage
{
    public async ValueTask<IOperationDocument?> TryReadAsync(
        OperationDocumentId documentId,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return new OperationDocumentSourceText(await File.ReadAllTextAsync(PathOf(documentId), cancellationToken));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // A reader never sees half of a file: it is written aside and moved.
    public async ValueTask SaveAsync(
        OperationDocumentId documentId,
        IOperationDocument document,
        CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(directory);
        var aside = System.IO.Path.Combine(directory, $"{Guid.NewGuid():N}.tmp");
        await File.WriteAllBytesAsync(aside, document.ToArray(), cancellationToken);
        File.Move(aside, PathOf(documentId), overwrite: true);
    }

    private string PathOf(OperationDocumentId documentId) =>
        System.IO.Path.Combine(directory, $"{documentId.Value}.graphql");
}
