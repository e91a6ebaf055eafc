using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Telemetry;

public static class TelemetryExtensions
{
    // Whoever floods the endpoint shares what was collected within it; Prometheus asks every some seconds.
    private const int MetricsCacheMilliseconds = 1000;

    /// <summary>
    /// Traces, metrics and logs, exported by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set, and metrics for Prometheus
    /// when <see cref="MetricsAddress.PortKey"/> is.
    /// </summary>
    /// <exception cref="ConfigurationException">A setting of these is not valid.</exception>
    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        StartupChecks.CheckTelemetry(builder.Configuration);
        if (!builder.Configuration.CollectsMetrics())
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(AddMeters);
        if (MetricsAddress.Read(builder.Configuration) is { } address)
        {
            builder.Services.AddSingleton(address);
            builder.Services.AddHostedService<MetricsEndpoint>();
            telemetry.WithMetrics(static metrics => metrics.AddPrometheusExporter(
                static options => options.ScrapeResponseCacheDurationMilliseconds = MetricsCacheMilliseconds));
        }

        if (builder.Configuration.ExportsTelemetry())
        {
            builder.Logging.AddOpenTelemetry(static logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.IncludeScopes = true;
            });
            telemetry.WithTracing(AddSources).UseOtlpExporter();
        }
    }

    /// <summary>Whether there is anybody to send telemetry to; it costs time even when nobody reads it.</summary>
    internal static bool ExportsTelemetry(this IConfiguration configuration) =>
        configuration[StartupChecks.TelemetryEndpoint] is { Length: > 0 };

    /// <summary>Whether anybody reads metrics: they are sent, or there is an endpoint for them.</summary>
    /// <exception cref="ConfigurationException">A setting of the endpoint is not valid.</exception>
    public static bool CollectsMetrics(this IConfiguration configuration) =>
        configuration.ExportsTelemetry() || MetricsAddress.Read(configuration) is not null;

    // AddDatabase adds what Npgsql emits.
    private static void AddSources(TracerProviderBuilder tracing) => tracing
        .AddProcessor(new DetachedQueryFilter())
        .AddAspNetCoreInstrumentation(
            static options => options.Filter = static context => !IsProbe(context.Request.Path))
        .AddHttpClientInstrumentation()
        // The client's own span stands between the caller's and the one of HTTP.
        .AddSource("Grpc.Net.Client", "HotChocolate.Diagnostics", "Shop.*");

    // Of ASP.NET Core what tells of requests and connections: whatever is listened to costs each request.
    private static void AddMeters(MeterProviderBuilder metrics) => metrics
        .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http")
        .AddMeter("HotChocolate.Diagnostics", "Shop.*")
        .AddRuntimeInstrumentation();

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments(ServiceDefaultsExtensions.HealthPath)
        || path.StartsWithSegments(ServiceDefaultsExtensions.AlivePath)
        || path.StartsWithSegments("/grpc.health.v1.Health")
        || path == MetricsEndpoint.Path;
}
