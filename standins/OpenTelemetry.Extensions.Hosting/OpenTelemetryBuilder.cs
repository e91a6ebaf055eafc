using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OpenTelemetry;

/// <summary>Configures the OpenTelemetry providers of a host.</summary>
public sealed class OpenTelemetryBuilder : IOpenTelemetryBuilder
{
    internal OpenTelemetryBuilder(IServiceCollection services) => Services = services;

    /// <inheritdoc />
    public IServiceCollection Services { get; }

    /// <summary>Adds to the resource of every provider.</summary>
    public OpenTelemetryBuilder ConfigureResource(Action<ResourceBuilder> configure)
    {
        OpenTelemetryBuilderSdkExtensions.ConfigureResource(this, configure);
        return this;
    }

    /// <summary>Adds the meter provider, once however often it is called.</summary>
    public OpenTelemetryBuilder WithMetrics() => WithMetrics(static _ => { });

    /// <inheritdoc cref="WithMetrics()" />
    public OpenTelemetryBuilder WithMetrics(Action<MeterProviderBuilder> configure)
    {
        OpenTelemetryBuilderSdkExtensions.WithMetrics(this, configure);
        return this;
    }

    /// <summary>Adds the tracer provider, once however often it is called.</summary>
    public OpenTelemetryBuilder WithTracing() => WithTracing(static _ => { });

    /// <inheritdoc cref="WithTracing()" />
    public OpenTelemetryBuilder WithTracing(Action<TracerProviderBuilder> configure)
    {
        OpenTelemetryBuilderSdkExtensions.WithTracing(this, configure);
        return this;
    }

    /// <summary>Adds the logger provider and sends what ILogger writes to it.</summary>
    public OpenTelemetryBuilder WithLogging() => WithLogging(static _ => { });

    /// <inheritdoc cref="WithLogging()" />
    public OpenTelemetryBuilder WithLogging(Action<LoggerProviderBuilder> configure)
    {
        OpenTelemetryBuilderSdkExtensions.WithLogging(this, configure, static _ => { });
        return this;
    }
}
