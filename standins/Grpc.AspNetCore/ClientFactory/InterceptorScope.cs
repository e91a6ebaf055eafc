namespace Grpc.Net.ClientFactory;

/// <summary>How long an interceptor of the factory lives.</summary>
public enum InterceptorScope
{
    /// <summary>One instance for all clients of the same name.</summary>
    Channel = 0,

    /// <summary>One instance for each client that is made.</summary>
    Client = 1,
}
