namespace OpenTelemetry.Metrics;

/// <summary>Metrics of HttpClient.</summary>
public static class HttpClientInstrumentationMeterProviderBuilderExtensions
{
    /// <summary>
    /// Collects the meters of HttpClient and of name resolution (<c>http.client.*</c>, <c>dns.*</c>).
    /// </summary>
    public static MeterProviderBuilder AddHttpClientInstrumentation(this MeterProviderBuilder builder) =>
        builder.AddMeter("System.Net.Http", "System.Net.NameResolution");
}
