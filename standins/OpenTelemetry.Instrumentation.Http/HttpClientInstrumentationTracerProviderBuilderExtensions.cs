namespace OpenTelemetry.Trace;

/// <summary>Spans of HttpClient.</summary>
public static class HttpClientInstrumentationTracerProviderBuilderExtensions
{
    /// <summary>
    /// Collects the client spans that HttpClient starts for each request, named and tagged by the framework after the
    /// semantic conventions. An exporter's own requests have none: the SDK suppresses them.
    /// </summary>
    public static TracerProviderBuilder AddHttpClientInstrumentation(this TracerProviderBuilder builder) =>
        builder.AddSource("System.Net.Http");
}
