using System.Collections.Concurrent;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>A valid document and its operations.</summary>
internal sealed class CachedDocument(Schema schema, DocumentNode document, Action<OperationPlan> check)
{
    private readonly ConcurrentDictionary<string, PreparedOperation> _operations = new(StringComparer.Ordinal);
    private long _size = document.Size;

    /// <summary>Bytes of the text, its nodes and its plans, roughly.</summary>
    public long Size => Volatile.Read(ref _size);

    /// <summary>What keeps the document, and is told when it grows.</summary>
    public DocumentCache? Cache { private get; set; }

    /// <exception cref="GraphQLException">The document has no such operation.</exception>
    public PreparedOperation GetOperation(string? name) => FindOperation(name) ?? throw new GraphQLException(
        name is not null ? "The document has no operation of this name."
        : document.Definitions.Any(definition => definition is OperationDefinitionNode)
            ? "Must provide operation name if query contains multiple operations."
            : "Must provide an operation.");

    /// <summary>The operation of the name, or the only one; null when there is none.</summary>
    public PreparedOperation? FindOperation(string? name)
    {
        if (!_operations.TryGetValue(name ?? "", out var operation) && Select(name) is { } node)
        {
            operation = new PreparedOperation(schema, document, node, check, Grow);
            if (_operations.TryAdd(name ?? "", operation))
            {
                Grow(PreparedOperation.Size);
            }
        }

        return operation;
    }

    private void Grow(int size)
    {
        Interlocked.Add(ref _size, size);
        Cache?.Charge(size);
    }

    private OperationDefinitionNode? Select(string? name)
    {
        var operations = document.Definitions.OfType<OperationDefinitionNode>()
            .Where(operation => name is null || operation.Name?.Value == name);

        return operations.Take(2).ToList() is [var only] ? only : null;
    }
}
