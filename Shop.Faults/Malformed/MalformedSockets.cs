using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Unicode;
using Shop.Faults.Attacks;

namespace Shop.Faults.Malformed;

/// <summary>
/// Messages over a WebSocket: each is the last of a dialog that began well, or the first of all.
/// </summary>
internal sealed class MalformedSockets(Client client) : MalformedSender("WebSocket")
{
    private static readonly byte[] Init = """{"type":"connection_init"}"""u8.ToArray();
    private static readonly byte[] Last =
        """{"type":"subscribe","id":"last","payload":{"query":"{ __typename }"}}"""u8.ToArray();

    public override async Task<Reply> SendAsync(Mutator mutator, CancellationToken cancellationToken)
    {
        using var socket = await client.ConnectSocketAsync(cancellationToken);
        if (socket.State != WebSocketState.Open)
        {
            return new Reply(socket.Farewell());
        }

        if (!mutator.OneIn(5))
        {
            await socket.SayAsync(Init, cancellationToken);
        }

        var sent = mutator.Spoil(RightRequests.Messages);
        try
        {
            await socket.SendAsync(
                sent,
                mutator.OneIn(10) ? WebSocketMessageType.Binary : WebSocketMessageType.Text,
                endOfMessage: true,
                cancellationToken);
            await socket.SayAsync(Last, cancellationToken);
        }
        catch (WebSocketException)
        {
            // The server has closed in between: what it said is still to be read.
        }

        return await ReadAsync(socket, sent, cancellationToken);
    }

    private static async Task<Reply> ReadAsync(
        ClientWebSocket socket, byte[] sent, CancellationToken cancellationToken)
    {
        var outcome = "";
        try
        {
            while (await socket.HearAsync(cancellationToken) is { } message)
            {
                if (message.Contains("\"INTERNAL\"", StringComparison.Ordinal) || TellsOfException(message))
                {
                    return new Reply("wrong", message, sent);
                }

                using var json = JsonDocument.Parse(message);
                outcome = json.RootElement.GetProperty("type").GetString()!;
                if (json.RootElement.TryGetProperty("id", out var id) && id.ValueEquals("last"))
                {
                    return new Reply($"answered {outcome}");
                }
            }
        }
        catch (WebSocketException) when (!Utf8.IsValid(sent))
        {
            // RFC 6455, section 8.1: the connection fails, and what was still on its way resets it.
            return new Reply("broken by what is no UTF-8");
        }
        catch (WebSocketException exception)
        {
            return new Reply("broken", $"the connection broke: {exception.Message}", sent);
        }

        var code = (int?)socket.CloseStatus;
        var reason = socket.CloseStatusDescription ?? "";

        return new Reply(
            socket.Farewell(),
            code is null or 1006 or 1011 || TellsOfException(reason) ? $"{code} {reason}" : null,
            sent);
    }
}
