using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Changes how the clients of a name are made.</summary>
public static class GrpcHttpClientBuilderExtensions
{
    /// <summary>Changes the options of the channel.</summary>
    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder, Action<GrpcChannelOptions> configureChannel) =>
        builder.Configure(options => options.ChannelOptionsActions.Add(configureChannel));

    /// <summary>Changes the options of the channel by means of services.</summary>
    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder, Action<IServiceProvider, GrpcChannelOptions> configureChannel) =>
        builder.Configure(options => options.ChannelConfigurations.Add(configureChannel));

    /// <summary>Adds an interceptor from the services, one for the channel.</summary>
    public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder)
        where TInterceptor : Interceptor => builder.AddInterceptor<TInterceptor>(InterceptorScope.Channel);

    /// <summary>Adds an interceptor from the services.</summary>
    public static IHttpClientBuilder AddInterceptor<TInterceptor>(
        this IHttpClientBuilder builder, InterceptorScope scope)
        where TInterceptor : Interceptor =>
        builder.AddInterceptor(scope, static services => services.GetRequiredService<TInterceptor>());

    /// <summary>Adds an interceptor, one for the channel.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder, Func<IServiceProvider, Interceptor> configureInvoker) =>
        builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    /// <summary>Adds an interceptor, one for the channel.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder, Func<Interceptor> configureInvoker) =>
        builder.AddInterceptor(InterceptorScope.Channel, _ => configureInvoker());

    /// <summary>Adds an interceptor.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder,
        InterceptorScope scope,
        Func<IServiceProvider, Interceptor> configureInvoker) =>
        builder.Configure(options =>
            options.InterceptorRegistrations.Add(new InterceptorRegistration(scope, configureInvoker)));

    /// <summary>Adds metadata to each call, such as an access token.</summary>
    public static IHttpClientBuilder AddCallCredentials(
        this IHttpClientBuilder builder, Func<AuthInterceptorContext, Metadata, Task> authInterceptor) =>
        builder.AddCallCredentials((context, metadata, _) => authInterceptor(context, metadata));

    /// <summary>Adds metadata to each call by means of services, such as an access token.</summary>
    public static IHttpClientBuilder AddCallCredentials(
        this IHttpClientBuilder builder,
        Func<AuthInterceptorContext, Metadata, IServiceProvider, Task> authInterceptor) =>
        builder.Configure(options =>
        {
            options.HasCallCredentials = true;
            options.CallOptionsActions.Add(context => AddCredentials(context, authInterceptor));
        });

    private static void AddCredentials(
        CallOptionsContext context, Func<AuthInterceptorContext, Metadata, IServiceProvider, Task> authInterceptor)
    {
        var services = context.ServiceProvider;
        var added = CallCredentials.FromInterceptor((call, metadata) => authInterceptor(call, metadata, services));
        context.CallOptions = context.CallOptions.WithCredentials(
            context.CallOptions.Credentials is { } present ? CallCredentials.Compose(present, added) : added);
    }

    private static IHttpClientBuilder Configure(
        this IHttpClientBuilder builder, Action<GrpcClientFactoryOptions> configure)
    {
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
