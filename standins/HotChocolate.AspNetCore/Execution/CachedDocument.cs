using System.Collections.Concurrent;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>A valid document and its operations.</summary>
internal sealed class CachedDocument(Schema schema, DocumentNode document, Action<OperationPlan> check)
{
    private readonly ConcurrentDictionary<string, PreparedOperation> _operations = new(StringComparer.Ordinal);

    /// <exception cref="GraphQLException">The document has no such operation.</exception>
    public PreparedOperation GetOperation(string? name)
    {
        if (!_operations.TryGetValue(name ?? "", out var operation))
        {
            operation = new PreparedOperation(schema, document, Select(name), check);
            _operations.TryAdd(name ?? "", operation);
        }

        return operation;
    }

    private OperationDefinitionNode Select(string? name)
    {
        OperationDefinitionNode? found = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinitionNode operation && (name is null || operation.Name?.Value == name))
            {
                found = found is null ? operation : throw new GraphQLException(
                    "Must provide operation name if query contains multiple operations.");
            }
        }

        return found ?? throw new GraphQLException(
            name is null ? "Must provide an operation." : $"Unknown operation named \"{name}\".");
    }
}
