using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds service discovery to a host.</summary>
public static class ServiceDiscoveryServiceCollectionExtensions
{
    /// <summary>Resolves the names of services by the configuration section <c>services</c>.</summary>
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ConfigurationEndpoints>();
        return services;
    }
}
