namespace HotChocolate.Execution;

/// <summary>Executes requests against a schema.</summary>
public interface IRequestExecutor
{
    /// <summary>The schema.</summary>
    ISchemaDefinition Schema { get; }

    /// <summary>Executes a request in a service scope of its own.</summary>
    Task<IExecutionResult> ExecuteAsync(IOperationRequest request, CancellationToken cancellationToken = default);
}

/// <summary>A document with what it needs to be executed.</summary>
public interface IOperationRequest
{
    /// <summary>The document.</summary>
    string Document { get; }

    /// <summary>The operation to execute, if the document has several.</summary>
    string? OperationName { get; }

    /// <summary>The values of the variables.</summary>
    IReadOnlyDictionary<string, object?>? VariableValues { get; }
}

/// <summary>The response to a request.</summary>
public interface IExecutionResult : IAsyncDisposable
{
    /// <summary>The errors, empty when there are none.</summary>
    IReadOnlyList<IError> Errors { get; }
}

/// <summary>Gives the executors of the registered schemas.</summary>
public interface IRequestExecutorProvider
{
    /// <summary>The executor of a schema; null names the default one.</summary>
    ValueTask<IRequestExecutor> GetExecutorAsync(
        string? schemaName = null,
        CancellationToken cancellationToken = default);
}
