using HotChocolate.Diagnostics;
using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds tracing to a schema.</summary>
public static class DiagnosticsRequestExecutorBuilderExtensions
{
    /// <summary>Makes each operation a span of the source <c>HotChocolate.Diagnostics</c>.</summary>
    public static IRequestExecutorBuilder AddInstrumentation(
        this IRequestExecutorBuilder builder,
        Action<InstrumentationOptions>? options = null)
    {
        options?.Invoke(new InstrumentationOptions());

        return builder.Configure(static setup => setup.Instrumented = true);
    }
}
