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

internal static class TelemetryExtensions
{
    /// <summary>Traces, metrics and logs, exported by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        StartupChecks.CheckTelemetry(builder.Configuration);
        if (!builder.Configuration.ExportsTelemetry())
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(static logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithTracing(AddSources)
            .WithMetrics(AddMeters)
            .UseOtlpExporter();
    }

    /// <summary>Whether there is anybody to collect telemetry for; it costs time even when nobody reads it.</summary>
    public static bool ExportsTelemetry(this IConfiguration configuration) =>
        configuration[StartupChecks.TelemetryEndpoint] is { Length: > 0 };

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
        .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Shop.*")
        .AddRuntimeInstrumentation();

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments(ServiceDefaultsExtensions.HealthPath)
        || path.StartsWithSegments(ServiceDefaultsExtensions.AlivePath)
        || path.StartsWithSegments("/grpc.health.v1.Health");
}
