using System.Collections.Concurrent;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>A valid document and its operations.</summary>
internal sealed class CachedDocument(Schema schema, DocumentNode document, Action<OperationPlan> check)
{
    private readonly ConcurrentDictionary<string, PreparedOperation> _operations = new(StringComparer.Ordinal);

    /// <exception cref="GraphQLException">The document has no such operation.</exception>
    public PreparedOperation GetOperation(string? name) => FindOperation(name) ?? throw new GraphQLException(
        name is not null ? $"Unknown operation named \"{name}\"."
        : document.Definitions.Any(definition => definition is OperationDefinitionNode)
            ? "Must provide operation name if query contains multiple operations."
            : "Must provide an operation.");

    /// <summary>The operation of the name, or the only one; null when there is none.</summary>
    public PreparedOperation? FindOperation(string? name)
    {
        if (!_operations.TryGetValue(name ?? "", out var operation) && Select(name) is { } node)
        {
            operation = new PreparedOperation(schema, document, node, check);
            _operations.TryAdd(name ?? "", operation);
        }

        return operation;
    }

    private OperationDefinitionNode? Select(string? name)
    {
        var operations = document.Definitions.OfType<OperationDefinitionNode>()
            .Where(operation => name is null || operation.Name?.Value == name);

        return operations.Take(2).ToList() is [var only] ? only : null;
    }
}
