using Microsoft.AspNetCore.Http;

namespace HotChocolate.AspNetCore.Subscriptions;

/// <summary>A client's session over one connection.</summary>
public interface ISocketSession
{
    /// <summary>The connection.</summary>
    ISocketConnection Connection { get; }
}

/// <summary>A WebSocket.</summary>
public interface ISocketConnection
{
    /// <summary>The request that was upgraded; operations are executed for its user.</summary>
    HttpContext HttpContext { get; }

    /// <summary>Closes the connection with a code of RFC 6455, section 7.4, and 123 bytes of the message.</summary>
    ValueTask CloseAsync(string message, int reason, CancellationToken cancellationToken = default);
}
