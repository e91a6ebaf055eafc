using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HotChocolate.AspNetCore;

/// <summary>Serves GraphQL over WebSocket.</summary>
internal static class SocketEndpoint
{
    private const string Protocol = "graphql-transport-ws";

    public static async Task ServeAsync(HttpContext context, RequestExecutor executor, GraphQLSocketOptions options)
    {
        var services = context.RequestServices;
        var isOffered = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        var socket = await context.WebSockets.AcceptWebSocketAsync(isOffered ? Protocol : null);
        using var connection = new SocketConnection(
            socket, context, executor.Setup.MaxRequestSize, options.SendTimeout);
        if (!isOffered)
        {
            await connection.CloseAsync(CloseCodes.SubprotocolNotAcceptable, "Subprotocol not acceptable");

            return;
        }

        var logger = services.GetRequiredService<ILogger<SocketSession>>();
        var session = new SocketSession(
            connection,
            new SocketOperations(connection, executor, logger),
            options,
            executor.Setup.SocketInterceptor(services),
            logger);
        await session.RunAsync(services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
    }
}
