namespace HotChocolate.AspNetCore.Subscriptions.Protocols;

/// <summary>Whether a client may execute operations over its connection.</summary>
public sealed class ConnectionStatus
{
    private ConnectionStatus(bool accepted, string message)
    {
        Accepted = accepted;
        Message = message;
    }

    /// <summary>Whether it may.</summary>
    public bool Accepted { get; }

    /// <summary>The reason, which the client is told when it is rejected; 123 bytes of it are sent.</summary>
    public string Message { get; }

    /// <summary>It may.</summary>
    public static ConnectionStatus Accept() => new(true, "Your connection was accepted.");

    /// <summary>It may not: the connection is closed.</summary>
    public static ConnectionStatus Reject() => Reject("Your connection was rejected.");

    /// <summary>It may not: the connection is closed with this reason.</summary>
    public static ConnectionStatus Reject(string message)
    {
        ArgumentNullException.ThrowIfNull(message);

        return new ConnectionStatus(false, message);
    }
}
