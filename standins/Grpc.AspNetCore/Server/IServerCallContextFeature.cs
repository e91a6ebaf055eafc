using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The call that an HTTP request carries.</summary>
public interface IServerCallContextFeature
{
    /// <summary>The call.</summary>
    ServerCallContext ServerCallContext { get; }
}
