namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients by name.</summary>
public abstract class GrpcClientFactory
{
    /// <summary>A client with the options of the name.</summary>
    /// <exception cref="InvalidOperationException">No client was added with this name.</exception>
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
