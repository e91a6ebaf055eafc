using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds OpenTelemetry to a host.</summary>
public static class OpenTelemetryServicesExtensions
{
    /// <summary>
    /// Registers a hosted service that starts the providers before the other hosted services; may be called repeatedly.
    /// </summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var descriptor = ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>();
        if (!services.Any(service => service.ImplementationType == descriptor.ImplementationType))
        {
            services.Insert(0, descriptor);
        }

        return new OpenTelemetryBuilder(services);
    }
}
