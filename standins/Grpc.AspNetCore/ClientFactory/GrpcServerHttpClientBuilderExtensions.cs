using Grpc.AspNetCore.ClientFactory;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Ties the calls of a client to the call being served.</summary>
public static class GrpcServerHttpClientBuilderExtensions
{
    /// <summary>Calls end no later than the call being served, and are cancelled with it.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder) =>
        builder.EnableCallContextPropagation(static _ => { });

    /// <summary>Calls end no later than the call being served, and are cancelled with it.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(
        this IHttpClientBuilder builder, Action<GrpcContextPropagationOptions> configureOptions)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure(builder.Name, configureOptions);
        var name = builder.Name;
        return builder.AddInterceptor(InterceptorScope.Channel, services => new ContextPropagationInterceptor(
            services.GetRequiredService<IHttpContextAccessor>(),
            services.GetRequiredService<IOptionsMonitor<GrpcContextPropagationOptions>>().Get(name)));
    }
}
