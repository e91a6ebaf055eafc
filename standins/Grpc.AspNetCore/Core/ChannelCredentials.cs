namespace Grpc.Core;

/// <summary>Whether a channel uses TLS, and what authenticates its calls.</summary>
public abstract class ChannelCredentials
{
    internal ChannelCredentials()
    {
    }

    /// <summary>No TLS.</summary>
    public static ChannelCredentials Insecure { get; } = new Plain(isSecure: false, null);

    /// <summary>TLS.</summary>
    public static ChannelCredentials SecureSsl { get; } = new Plain(isSecure: true, null);

    internal abstract bool IsSecure { get; }

    internal abstract CallCredentials? CallCredentials { get; }

    /// <summary>A channel's credentials together with those of its calls.</summary>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new Plain(channelCredentials.IsSecure, callCredentials);

    private sealed class Plain(bool isSecure, CallCredentials? callCredentials) : ChannelCredentials
    {
        internal override bool IsSecure => isSecure;

        internal override CallCredentials? CallCredentials => callCredentials;
    }
}
