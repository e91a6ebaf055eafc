using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds tracing to a schema.</summary>
public static class DiagnosticsRequestExecutorBuilderExtensions
{
    /// <summary>Makes each operation a span of the source <c>HotChocolate.Diagnostics</c>.</summary>
    public static IRequestExecutorBuilder AddInstrumentation(this IRequestExecutorBuilder builder) =>
        builder.Configure(static setup => setup.Instrumented = true);
}
