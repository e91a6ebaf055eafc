namespace HotChocolate.AspNetCore;

/// <summary>How connections over WebSocket are kept.</summary>
public sealed class GraphQLSocketOptions
{
    /// <summary>How long a client may take to send connection_init.</summary>
    public TimeSpan ConnectionInitializationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the server sends a ping; null for never.</summary>
    public TimeSpan? KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a message may wait for a client that does not read, before its connection is cut.</summary>
    internal TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
