using Grpc.AspNetCore.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gRPC health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Adds the gRPC health service, where "" stands for all checks.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services) =>
        services.AddGrpcHealthChecks(static _ => { });

    /// <summary>Adds the gRPC health service.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services, Action<GrpcHealthChecksOptions> configure)
    {
        services.Configure<GrpcHealthChecksOptions>(options => options.Services.Map("", static _ => true));
        services.Configure(configure);
        services.TryAddSingleton<HealthStatuses>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, HealthStatuses>(
            static provider => provider.GetRequiredService<HealthStatuses>()));
        return services.AddHealthChecks();
    }
}
