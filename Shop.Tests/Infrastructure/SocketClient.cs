using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Shop.Tests.Infrastructure;

/// <summary>Speaks graphql-transport-ws over a WebSocket.</summary>
internal sealed class SocketClient(WebSocket socket) : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(2));

    public Task SendAsync(object message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, _timeout.Token);

    /// <summary>The next message that is no ping.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        while (true)
        {
            var text = await ReadAsync()
                ?? throw new EndOfStreamException($"{socket.CloseStatus} {socket.CloseStatusDescription}");
            var message = JsonElement.Parse(text);
            if (message.GetProperty("type").GetString() != "ping")
            {
                return message;
            }

            await SendAsync(new { type = "pong" });
        }
    }

    /// <summary>The payload of the next message, which must be a response.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var message = await ReceiveAsync();
        Assert.True(message.GetProperty("type").ValueEquals("next"), $"{message}");

        return message.GetProperty("payload");
    }

    /// <summary>Code and reason of the server's close.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return ((int)socket.CloseStatus!.Value, socket.CloseStatusDescription);
    }

    public void Dispose()
    {
        socket.Dispose();
        _timeout.Dispose();
    }

    private async Task<string?> ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), _timeout.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, part.Count)));
            if (part.EndOfMessage)
            {
                return text.ToString();
            }
        }
    }
}
