using HotChocolate.AspNetCore;
using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an interceptor of requests over HTTP.</summary>
public static class HttpInterceptorRequestExecutorBuilderExtensions
{
    /// <summary>Makes the interceptor see each request; its constructor takes application services.</summary>
    public static IRequestExecutorBuilder AddHttpRequestInterceptor<T>(this IRequestExecutorBuilder builder)
        where T : class, IHttpRequestInterceptor => builder.Configure(
            setup => setup.HttpRequestInterceptor = services => ActivatorUtilities.GetServiceOrCreateInstance<T>(services));
}
