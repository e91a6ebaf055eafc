using HotChocolate.Execution.Configuration;
using HotChocolate.PersistedOperations.InMemory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a storage in memory for persisted operations.</summary>
public static class HotChocolateInMemoryPersistedOperationsRequestExecutorBuilderExtensions
{
    private const int Capacity = 16 * 1024 * 1024;

    /// <summary>Keeps documents until the process ends, the last used ones in at most 16 MiB.</summary>
    public static IRequestExecutorBuilder AddInMemoryOperationDocumentStorage(this IRequestExecutorBuilder builder) =>
        builder.Configure(static setup =>
            setup.DocumentStorage = static _ => new InMemoryOperationDocumentStorage(Capacity));
}
