using HotChocolate.AspNetCore;
using HotChocolate.Execution.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures connections over WebSocket.</summary>
public static class SocketRequestExecutorBuilderExtensions
{
    /// <summary>Adds what decides on connections; its constructor takes application services.</summary>
    public static IRequestExecutorBuilder AddSocketSessionInterceptor<T>(this IRequestExecutorBuilder builder)
        where T : class, ISocketSessionInterceptor => builder.Configure(setup =>
            setup.SocketInterceptor = services => ActivatorUtilities.GetServiceOrCreateInstance<T>(services));
}
