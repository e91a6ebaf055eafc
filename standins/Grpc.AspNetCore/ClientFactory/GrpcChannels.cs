using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>The channels of the factory's clients, one for each name, made when first needed.</summary>
internal sealed class GrpcChannels(
    IServiceProvider services, IHttpMessageHandlerFactory handlers, IOptionsMonitor<GrpcClientFactoryOptions> monitor)
{
    private readonly ConcurrentDictionary<string, Lazy<CallInvoker>> _invokers = new();

    internal CallInvoker Invoker(string name) =>
        _invokers.GetOrAdd(name, key => new Lazy<CallInvoker>(() => Create(key))).Value;

    private CallInvoker Create(string name)
    {
        var options = monitor.Get(name);
        var address = options.Address ?? throw new InvalidOperationException(
            $"Could not resolve the address for gRPC client '{name}'. Set an address when registering the client: "
                + "services.AddGrpcClient<MyClient>(o => o.Address = new Uri(\"https://localhost:5001\"))");
        // The handlers own their connections, so the channel need not be disposed.
        var channelOptions = new GrpcChannelOptions { HttpHandler = handlers.CreateHandler(name) };
        foreach (var configure in options.ChannelOptionsActions)
        {
            configure(channelOptions);
        }

        foreach (var configure in options.ChannelConfigurations)
        {
            configure(services, channelOptions);
        }

        var channel = GrpcChannel.ForAddress(address, channelOptions);
        if (options.HasCallCredentials && !channel.SendsCallCredentials)
        {
            throw new InvalidOperationException(
                $"Call credential configured for gRPC client '{name}' requires TLS, and the client isn't configured to "
                    + "use TLS. Either configure a TLS address, or use the call credential without TLS by setting "
                    + "GrpcChannelOptions.UnsafeUseInsecureChannelCallCredentials to true.");
        }

        var invoker = channel.CreateCallInvoker();
        return options.InterceptorRegistrations
            .Where(registration => registration.Scope == InterceptorScope.Channel)
            .Reverse()
            .Aggregate(invoker, (next, registration) => next.Intercept(registration.Creator(services)));
    }
}
