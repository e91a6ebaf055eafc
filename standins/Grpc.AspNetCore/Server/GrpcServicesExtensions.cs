using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gRPC server.</summary>
public static class GrpcServicesExtensions
{
    /// <summary>Adds the gRPC server.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        services.AddRouting();
        services.Configure<RouteOptions>(options =>
            options.SetParameterPolicy<UnimplementedConstraint>(UnimplementedConstraint.Name));
        services.TryAddSingleton<UnimplementedEndpoints>();
        return new ServerBuilder(services);
    }

    /// <summary>Adds the gRPC server with options.</summary>
    public static IGrpcServerBuilder AddGrpc(
        this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
    {
        services.Configure(configureOptions);
        return services.AddGrpc();
    }

    private sealed record ServerBuilder(IServiceCollection Services) : IGrpcServerBuilder;
}
