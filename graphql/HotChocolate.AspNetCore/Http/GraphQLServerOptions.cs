using ChilliCream.Nitro.App;

namespace HotChocolate.AspNetCore;

/// <summary>What a GraphQL endpoint offers.</summary>
public sealed class GraphQLServerOptions
{
    /// <summary>Whether queries can be sent by GET.</summary>
    public bool EnableGetRequests { get; set; } = true;

    /// <summary>Whether the schema can be downloaded with <c>?sdl</c>, where introspection is allowed.</summary>
    public bool EnableSchemaRequests { get; set; } = true;

    /// <summary>Whether the endpoint serves WebSockets.</summary>
    internal bool EnableSockets { get; set; } = true;

    /// <summary>Connections over WebSocket.</summary>
    public GraphQLSocketOptions Sockets { get; } = new();

    /// <summary>How often a comment is sent over an event stream that has nothing else to say.</summary>
    internal TimeSpan EventStreamKeepAliveInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many operations of a schema are executed at once, whatever they came over; others wait, as long as an
    /// execution may take. Null or less than one: any number. Set for the schema, not for an endpoint.
    /// </summary>
    public int? MaxConcurrentExecutions { get; set; } = 64;

    /// <summary>The IDE.</summary>
    public NitroAppOptions Tool { get; } = new();
}
