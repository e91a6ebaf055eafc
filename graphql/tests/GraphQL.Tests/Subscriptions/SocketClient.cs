using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace GraphQL.Tests.Subscriptions;

/// <summary>A WebSocket that sends and receives text, to break the protocol with as well.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(60));

    public static async Task<SocketClient> ConnectAsync(
        WebApplication app,
        string? protocol = "graphql-transport-ws",
        bool initialize = true)
    {
        var client = new SocketClient();
        if (protocol is not null)
        {
            client._socket.Options.AddSubProtocol(protocol);
        }

        var address = new UriBuilder(app.Urls.First()) { Scheme = "ws", Path = "/graphql" };
        await client._socket.ConnectAsync(address.Uri, client._timeout.Token);
        if (initialize)
        {
            await client.SendAsync("""{"type":"connection_init"}""");
            Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        }

        return client;
    }

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, _timeout.Token);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync($$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{{{query}}}"}}""");

    /// <summary>The next message that is no ping, or code and reason of the server's close.</summary>
    public async Task<string> ReceiveAsync()
    {
        while (true)
        {
            var text = new StringBuilder();
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(_buffer, _timeout.Token);
                text.Append(Encoding.UTF8.GetString(_buffer.AsSpan(0, part.Count)));
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _timeout.Token);

                return $"{(int)part.CloseStatus!.Value} {part.CloseStatusDescription}";
            }

            if (text.ToString() != """{"type":"ping"}""")
            {
                return text.ToString();
            }

            await SendAsync("""{"type":"pong"}""");
        }
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _timeout.Token);

    public void Dispose()
    {
        _socket.Dispose();
        _timeout.Dispose();
    }
}
