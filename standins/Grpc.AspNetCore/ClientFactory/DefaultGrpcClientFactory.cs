using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

internal sealed class DefaultGrpcClientFactory(
    IServiceProvider services, GrpcChannels channels, IOptionsMonitor<GrpcClientFactoryOptions> monitor)
    : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        var options = monitor.Get(name);
        var invoker = channels.Invoker(name);
        foreach (var registration in options.InterceptorRegistrations.Reverse())
        {
            if (registration.Scope == InterceptorScope.Client)
            {
                invoker = invoker.Intercept(registration.Creator(services));
            }
        }

        if (options.CallOptionsActions.Count > 0)
        {
            invoker = new CallOptionsInvoker(invoker, options.CallOptionsActions, services);
        }

        return options.Creator is null
            ? ClientConstructor<TClient>.Create(services, invoker)
            : (TClient)options.Creator(invoker);
    }

    private static class ClientConstructor<TClient>
    {
        private static readonly ObjectFactory<TClient> Factory =
            ActivatorUtilities.CreateFactory<TClient>([typeof(CallInvoker)]);

        internal static TClient Create(IServiceProvider services, CallInvoker invoker) => Factory(services, [invoker]);
    }
}
