using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Shop.ServiceDefaults.Grpc;

public static class GrpcServerExtensions
{
    /// <summary>
    /// A gRPC server whose refusals, bad input and faults become rich statuses (google.rpc.Status in
    /// <c>grpc-status-details-bin</c>), and the service's health checks as grpc.health.v1.
    /// </summary>
    public static IGrpcServerBuilder AddGrpcServer(this IHostApplicationBuilder builder)
    {
        builder.Services.AddGrpcHealthChecks();

        return builder.Services.AddGrpc(options => options.Interceptors.Add<ErrorInterceptor>());
    }

    /// <summary>grpc.health.v1, which needs no token.</summary>
    public static IEndpointConventionBuilder MapGrpcHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGrpcHealthChecksService().AllowAnonymous();
}
