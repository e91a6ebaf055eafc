using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GraphQL.Tests.Http;

/// <summary>A server of the graphql-transport-ws protocol that has three events for every subscription.</summary>
internal sealed class FakeSubscription
{
    private readonly List<string> _received = [];

    /// <summary>The messages that came in.</summary>
    public IReadOnlyList<string> Received => _received;

    public void Use(WebApplication app)
    {
        app.UseWebSockets();
        app.Use(async (context, next) =>
        {
            if (context.WebSockets.IsWebSocketRequest)
            {
                await ServeAsync(context);
            }
            else
            {
                await next(context);
            }
        });
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
        var buffer = new byte[4096];
        while (socket.State == WebSocketState.Open)
        {
            var message = await socket.ReceiveAsync(buffer, context.RequestAborted);
            if (message.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                return;
            }

            var text = Encoding.UTF8.GetString(buffer, 0, message.Count);
            _received.Add(text);
            foreach (var answer in Answer(JsonNode.Parse(text)!))
            {
                var bytes = Encoding.UTF8.GetBytes(answer);
                await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            }
        }
    }

    private static IEnumerable<string> Answer(JsonNode message) => (string?)message["type"] switch
    {
        "connection_init" => ["""{"type":"connection_ack"}""", """{"type":"ping"}"""],
        "subscribe" => Enumerable.Range(1, 3).Select(tick => new JsonObject
        {
            ["id"] = (string?)message["id"],
            ["type"] = "next",
            ["payload"] = new JsonObject { ["data"] = new JsonObject { ["tick"] = tick } },
        }.ToJsonString()),
        _ => [],
    };
}
