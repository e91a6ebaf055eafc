using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps the methods of a service. Its instances come from the services, or are made for each call.</summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type is not a gRPC service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        var unimplemented = builder.ServiceProvider.GetService<UnimplementedEndpoints>()
            ?? throw new InvalidOperationException(
                "Unable to find the required services. Please add all the required services by calling "
                    + "'IServiceCollection.AddGrpc' in the application startup code.");
        var binder = new ServiceMethodBinder<TService>(builder);
        binder.Bind();
        return new GrpcServiceEndpointConventionBuilder(
            [.. binder.Endpoints, .. unimplemented.Map(builder, binder.ServiceNames)]);
    }
}
