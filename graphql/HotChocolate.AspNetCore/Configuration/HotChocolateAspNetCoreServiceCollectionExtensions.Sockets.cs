using HotChocolate.AspNetCore;
using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class HotChocolateAspNetCoreServiceCollectionExtensions
{
    /// <summary>Adds what decides on connections over WebSocket; its constructor takes application services.</summary>
    public static IRequestExecutorBuilder AddSocketSessionInterceptor<T>(this IRequestExecutorBuilder builder)
        where T : class, ISocketSessionInterceptor => builder.Configure(setup =>
            setup.SocketInterceptor = services => ActivatorUtilities.GetServiceOrCreateInstance<T>(services));
}
