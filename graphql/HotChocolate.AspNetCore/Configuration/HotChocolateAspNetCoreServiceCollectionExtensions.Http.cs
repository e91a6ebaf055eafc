using HotChocolate.AspNetCore;
using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class HotChocolateAspNetCoreServiceCollectionExtensions
{
    /// <summary>
    /// Changes what the schema's endpoints offer; an endpoint's <c>WithOptions</c> has the last word.
    /// </summary>
    public static IRequestExecutorBuilder ModifyServerOptions(
        this IRequestExecutorBuilder builder,
        Action<GraphQLServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        return builder.Configure(setup => setup.ServerOptions.Add(configure));
    }

    /// <summary>Makes the interceptor see each request; its constructor takes application services.</summary>
    public static IRequestExecutorBuilder AddHttpRequestInterceptor<T>(this IRequestExecutorBuilder builder)
        where T : class, IHttpRequestInterceptor => builder.Configure(setup =>
            setup.HttpRequestInterceptor = services => ActivatorUtilities.GetServiceOrCreateInstance<T>(services));
}
