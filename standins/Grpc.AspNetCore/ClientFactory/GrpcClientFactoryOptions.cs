using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>How the clients of a name are made.</summary>
public class GrpcClientFactoryOptions
{
    /// <summary>The server's address, such as "http://products".</summary>
    public Uri? Address { get; set; }

    /// <summary>Change the options of the channel.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>Change the options of each call.</summary>
    public IList<Action<CallOptionsContext>> CallOptionsActions { get; } = [];

    /// <summary>The interceptors, the first one first.</summary>
    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    /// <summary>Makes the client of an invoker; null for the client's constructor.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }

    internal bool HasCallCredentials { get; set; }

    internal IList<Action<IServiceProvider, GrpcChannelOptions>> ChannelConfigurations { get; } = [];
}

/// <summary>An interceptor to be made.</summary>
/// <param name="scope">How long it lives.</param>
/// <param name="creator">Makes it.</param>
public class InterceptorRegistration(InterceptorScope scope, Func<IServiceProvider, Interceptor> creator)
{
    /// <summary>How long it lives.</summary>
    public InterceptorScope Scope { get; } = scope;

    /// <summary>Makes it.</summary>
    public Func<IServiceProvider, Interceptor> Creator { get; } = creator;
}

/// <summary>The options of a call about to be made.</summary>
public sealed class CallOptionsContext
{
    internal CallOptionsContext(CallOptions callOptions, IServiceProvider serviceProvider)
    {
        CallOptions = callOptions;
        ServiceProvider = serviceProvider;
    }

    /// <summary>The options; replace them to change the call.</summary>
    public CallOptions CallOptions { get; set; }

    /// <summary>The services that the client was made with.</summary>
    public IServiceProvider ServiceProvider { get; }
}
