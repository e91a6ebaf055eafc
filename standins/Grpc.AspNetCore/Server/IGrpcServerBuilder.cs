using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>A gRPC server being configured.</summary>
public interface IGrpcServerBuilder
{
    /// <summary>The services of the application.</summary>
    IServiceCollection Services { get; }
}
