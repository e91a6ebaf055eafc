using Grpc.Core;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Grpc;

public static class ServiceClientExtensions
{
    /// <summary>
    /// A gRPC client of another service, found by service discovery at its endpoint named <c>grpc</c>. Calls carry the
    /// access token of the request being handled, and a deadline: the earlier of the call's own and the enclosing
    /// one's. They are spread over the service's replicas.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="service">The service's resource name.</param>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IHostApplicationBuilder builder, string service)
        where TClient : ClientBase<TClient>
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ServiceCallInterceptor>();
        builder.Services.TryAddSingleton<BrokenConnectionInterceptor>();
        builder.AddValidatedOptions<ServiceClientOptions>(ServiceClientOptions.Section);

        return builder.Services
            .AddGrpcClient<TClient>(options => options.Address = new Uri($"http://_grpc.{service}"))
            .ConfigurePrimaryHttpMessageHandler(static () => new ConnectionSpreadingHandler())
            // The gRPC client says what became of a call.
            .RemoveAllLoggers()
            .AddInterceptor<ServiceCallInterceptor>(InterceptorScope.Channel)
            .AddInterceptor<BrokenConnectionInterceptor>(InterceptorScope.Channel)
            .EnableCallContextPropagation(options => options.SuppressContextNotFoundErrors = true);
    }
}
