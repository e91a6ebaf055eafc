using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Shop.Faults.Attacks;

/// <summary>What is said over a WebSocket by graphql-transport-ws.</summary>
internal static class SocketDialog
{
    public static ValueTask SayAsync(
        this WebSocket socket, ReadOnlyMemory<byte> text, CancellationToken cancellationToken) =>
        socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    public static ValueTask SayAsync(this WebSocket socket, object message, CancellationToken cancellationToken) =>
        socket.SayAsync(JsonSerializer.SerializeToUtf8Bytes(message), cancellationToken);

    /// <summary>Says who is there, or nobody, and tells whether that is accepted.</summary>
    public static async Task<bool> GreetAsync(
        this WebSocket socket, string? token, CancellationToken cancellationToken)
    {
        await socket.SayAsync(
            token is null
                ? new { type = "connection_init" }
                : new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } },
            cancellationToken);

        return await socket.HearAsync(cancellationToken) is { } heard && TypeOf(heard) == "connection_ack";
    }

    public static ValueTask SubscribeAsync(
        this WebSocket socket, string id, string query, CancellationToken cancellationToken) =>
        socket.SayAsync(new { type = "subscribe", id, payload = new { query } }, cancellationToken);

    public static ValueTask WatchAsync(
        this WebSocket socket, string id, string order, CancellationToken cancellationToken) =>
        socket.SubscribeAsync(
            id, $"subscription {{ orderUpdated(id: \"{order}\") {{ status }} }}", cancellationToken);

    /// <summary>The next message that is no ping; null when the socket was closed.</summary>
    public static async Task<string?> HearAsync(this WebSocket socket, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await ReadAsync(socket, cancellationToken);
            if (message is null || TypeOf(message) != "ping")
            {
                return message;
            }

            await socket.SayAsync(new { type = "pong" }, cancellationToken);
        }
    }

    /// <summary>
    /// The outcome of an operation: what its first message says, and the code of the close if there is none.
    /// </summary>
    public static async Task<string> OutcomeAsync(
        this ClientWebSocket socket, CancellationToken cancellationToken) =>
        socket.State == WebSocketState.Open && await socket.HearAsync(cancellationToken) is { } message
            ? Client.Outcome(TypeOf(message), message)
            : socket.Farewell();

    /// <summary>How the socket ended: the code of its close, or the status that refused it.</summary>
    public static string Farewell(this ClientWebSocket socket) =>
        socket.CloseStatus is { } code ? $"closed {(int)code}" : $"refused {(int)socket.HttpStatusCode}";

    private static string TypeOf(string message)
    {
        using var json = JsonDocument.Parse(message);

        return json.RootElement.GetProperty("type").GetString()!;
    }

    private static async Task<string?> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var bytes = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            bytes.Write(buffer.AsSpan(0, part.Count));
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            }
        }
    }
}
