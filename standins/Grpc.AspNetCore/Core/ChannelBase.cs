namespace Grpc.Core;

/// <summary>A way to a server.</summary>
/// <param name="target">The server's name.</param>
public abstract class ChannelBase(string target)
{
    /// <summary>The server's name.</summary>
    public string Target { get; } = target;

    /// <summary>What makes calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();
}
