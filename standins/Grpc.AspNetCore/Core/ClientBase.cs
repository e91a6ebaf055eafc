namespace Grpc.Core;

/// <summary>Base of generated clients.</summary>
public abstract class ClientBase
{
    private readonly ClientBaseConfiguration? _configuration;

    /// <summary>Lets test doubles exist without a channel.</summary>
    protected ClientBase()
    {
    }

    /// <summary>A client with a configuration of another.</summary>
    protected ClientBase(ClientBaseConfiguration configuration) => _configuration = configuration;

    /// <summary>A client over an invoker.</summary>
    protected ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker))
    {
    }

    /// <summary>What makes the calls.</summary>
    protected CallInvoker CallInvoker => _configuration?.CallInvoker
        ?? throw new InvalidOperationException("A client made without a channel cannot make calls.");

    /// <summary>What a client is made of.</summary>
    protected internal class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker callInvoker)
        {
            ArgumentNullException.ThrowIfNull(callInvoker);
            CallInvoker = callInvoker;
        }

        internal CallInvoker CallInvoker { get; }
    }
}

/// <summary>Base of generated clients.</summary>
/// <typeparam name="T">The client.</typeparam>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>Lets test doubles exist without a channel.</summary>
    protected ClientBase()
    {
    }

    /// <summary>A client with a configuration of another.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>A client over a channel.</summary>
    protected ClientBase(ChannelBase channel)
        : base(channel.CreateCallInvoker())
    {
    }

    /// <summary>A client over an invoker.</summary>
    protected ClientBase(CallInvoker callInvoker)
        : base(callInvoker)
    {
    }

    /// <summary>A client of the same type with another configuration.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
