namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which services are told about, and from which checks.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>The services; "", the server as a whole, has all checks unless mapped anew.</summary>
    public ServiceMappingCollection Services { get; } = [];
}
