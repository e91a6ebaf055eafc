namespace OpenTelemetry.Metrics;

/// <summary>Metrics of the .NET runtime.</summary>
public static class MeterProviderBuilderExtensions
{
    /// <summary>Collects the runtime's own meter (<c>dotnet.*</c> of the semantic conventions).</summary>
    public static MeterProviderBuilder AddRuntimeInstrumentation(this MeterProviderBuilder builder) =>
        builder.AddMeter("System.Runtime");
}
