using HotChocolate.PersistedOperations;

namespace HotChocolate.Execution.Options;

/// <summary>How requests are executed.</summary>
public sealed class RequestExecutorOptions
{
    /// <summary>How long an operation may take; 30 seconds unless set.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether unexpected errors tell the client the exception and its stack: for development only.</summary>
    public bool IncludeExceptionDetails { get; set; }

    /// <summary>Which documents are executed.</summary>
    public PersistedOperationOptions PersistedOperations { get; } = new();
}
