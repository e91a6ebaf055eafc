using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gRPC clients.</summary>
public static class GrpcClientServiceExtensions
{
    /// <summary>Adds a client, named after its type.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services)
        where TClient : class => services.AddGrpcClient<TClient>(static _ => { });

    /// <summary>Adds a client, named after its type.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class => services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    /// <summary>Adds a client, named after its type, whose options depend on services.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, Action<IServiceProvider, GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        var name = typeof(TClient).Name;
        services.AddOptions<GrpcClientFactoryOptions>(name)
            .Configure<IServiceProvider>((options, provider) => configureClient(provider, options));
        return services.AddGrpcClient<TClient>(name, static _ => { });
    }

    /// <summary>Adds a client with a name.</summary>
    public static IHttpClientBuilder AddGrpcClient<TClient>(
        this IServiceCollection services, string name, Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        services.Configure(name, configureClient);
        services.TryAddSingleton<GrpcChannels>();
        services.TryAddTransient<GrpcClientFactory, DefaultGrpcClientFactory>();
        services.AddTransient(provider =>
            provider.GetRequiredService<GrpcClientFactory>().CreateClient<TClient>(name));
        // A channel keeps its handler for good, so the factory must not let the handler expire.
        return services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(GrpcChannel.CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
