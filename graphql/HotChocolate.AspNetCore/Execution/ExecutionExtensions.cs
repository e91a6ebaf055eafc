using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution;

/// <summary>Executes requests without HTTP.</summary>
public static class ExecutionExtensions
{
    /// <summary>Executes a document that has one operation and needs no variables.</summary>
    public static Task<IExecutionResult> ExecuteAsync(
        this IRequestExecutor executor,
        string sourceText,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executor);

        return executor.ExecuteAsync(
            OperationRequestBuilder.New().SetDocument(sourceText).Build(), cancellationToken);
    }

    /// <summary>The response as it is sent over HTTP.</summary>
    public static string ToJson(this IExecutionResult result) => result is ExecutionResult written
        ? Encoding.UTF8.GetString(written.Json.Span)
        : throw new ArgumentException("The result is not of this engine.", nameof(result));

    /// <summary>The executor of a schema; null names the default one.</summary>
    public static ValueTask<IRequestExecutor> GetRequestExecutorAsync(
        this IServiceProvider services,
        string? schemaName = null,
        CancellationToken cancellationToken = default) =>
        services.GetRequiredService<IRequestExecutorProvider>().GetExecutorAsync(schemaName, cancellationToken);
}
