using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Http;
using Shop.ServiceDefaults.Startup;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults;

/// <summary>What every service of the shop has.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>The path that answers 200 while every health check passes: send requests here.</summary>
    public const string HealthPath = "/health";

    /// <summary>The path that answers 200 while the process works: if not, restart it.</summary>
    public const string AlivePath = "/alive";

    private const string LiveTag = "live";

    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Secrets from files, telemetry, health checks, service discovery and resilient HTTP clients. From here on broken
    /// configuration ends the process with one line.
    /// </summary>
    /// <exception cref="ConfigurationException">A setting that is read here is not valid.</exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddStartupErrors();
        builder.AddSecretFiles();
        DirectToLoopback.UseByDefault();
        builder.AddTelemetry();
        builder.AddHttpClientDefaults();
        builder.Services.AddSingleton<WarmUpService>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<WarmUpService>());
        var started = Stopwatch.GetTimestamp();
        // Whoever waits for the service asks all the while, and would fill its log before anything is wrong.
        builder.Logging.AddFilter(
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            level => level >= LogLevel.Warning && Stopwatch.GetElapsedTime(started) > TimeToStart);
        // Authentication brings it along and nothing here uses it, so nobody need wonder where its keys are kept.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddHealthChecks()
            .AddCheck("self", static () => HealthCheckResult.Healthy(), [LiveTag])
            .AddCheck<WarmUpService>("warm-up");
        builder.Services.AddCommand<HealthCommand>("health", "Tells whether the service beside it is healthy.");

        return builder;
    }

    /// <summary>Maps <see cref="HealthPath"/> and <see cref="AlivePath"/>, open to everybody.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(HealthPath).AllowAnonymous();
        app.MapHealthChecks(
            AlivePath, new HealthCheckOptions { Predicate = static check => check.Tags.Contains(LiveTag) })
            .AllowAnonymous();

        return app;
    }
}
