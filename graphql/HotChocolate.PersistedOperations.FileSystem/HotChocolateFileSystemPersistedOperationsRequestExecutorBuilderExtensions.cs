using HotChocolate.Execution.Configuration;
using HotChocolate.PersistedOperations.FileSystem;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a storage in files for persisted operations.</summary>
public static class HotChocolateFileSystemPersistedOperationsRequestExecutorBuilderExtensions
{
    /// <summary>
    /// Takes documents from files <c>{id}.graphql</c>; automatic ones fill the folder without a bound.
    /// </summary>
    public static IRequestExecutorBuilder AddFileSystemOperationDocumentStorage(
        this IRequestExecutorBuilder builder,
        string? cacheDirectory = null) => builder.Configure(setup =>
            setup.DocumentStorage = _ =>
                new FileSystemOperationDocumentStorage(cacheDirectory ?? "persisted_operations"));
}
