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
}
