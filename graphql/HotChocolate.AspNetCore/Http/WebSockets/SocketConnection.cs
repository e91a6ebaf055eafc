using System.Buffers;
using System.Net.WebSockets;
using System.Text.Unicode;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;

namespace HotChocolate.AspNetCore;

/// <summary>
/// Sends and receives whole messages. There is no queue of messages to send: each sender waits for its turn, so that a
/// client that does not read holds back its own operations only, until its connection is cut.
/// </summary>
internal sealed class SocketConnection(WebSocket socket, HttpContext context, int maxMessageSize, TimeSpan sendTimeout)
    : ISocketConnection, IDisposable
{
    private const int MaxReasonBytes = 123;
    private const int ReceiveSize = 4096;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _aborted =
        CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);

    private bool _closing;

    public HttpContext HttpContext { get; } = context;

    /// <summary>Cancelled when nothing can be sent or received any more.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>Whether the server has closed, or is about to: what the client still sends is of no interest.</summary>
    public bool IsClosing => Volatile.Read(ref _closing);

    /// <summary>Sends and frees a message, unless the connection is closing.</summary>
    public async Task SendAsync(JsonBuffer message)
    {
        using (message)
        {
            await SendAsync(message.Written);
        }
    }

    public Task SendAsync(ReadOnlyMemory<byte> message) => InTurnAsync(cancellationToken => _closing
        ? ValueTask.CompletedTask
        : socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken));

    /// <summary>Sends the close frame, once; the client has some seconds to answer with its own.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        try
        {
            await InTurnAsync(cancellationToken => Interlocked.Exchange(ref _closing, true)
                ? ValueTask.CompletedTask
                : new(socket.CloseOutputAsync((WebSocketCloseStatus)code, Shorten(reason), cancellationToken)));
            _aborted.CancelAfter(CloseTimeout);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // Whoever receives learns it as well.
        }
    }

    ValueTask ISocketConnection.CloseAsync(string message, int reason, CancellationToken cancellationToken) =>
        new(CloseAsync(reason, message).WaitAsync(cancellationToken));

    /// <summary>The next message; null once the client has closed.</summary>
    /// <exception cref="ProtocolException">The message is too large, or not text.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        var message = new ArrayBufferWriter<byte>(ReceiveSize);
        while (true)
        {
            var part = await socket.ReceiveAsync(message.GetMemory(ReceiveSize), Aborted);
            message.Advance(part.Count);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.MessageType != WebSocketMessageType.Text)
            {
                throw new ProtocolException(CloseCodes.BadRequest, "Messages must be text.");
            }

            if (message.WrittenCount > maxMessageSize)
            {
                throw new ProtocolException(
                    CloseCodes.MessageTooBig, $"The message is larger than {maxMessageSize} bytes.");
            }

            if (part.EndOfMessage)
            {
                return message.WrittenMemory;
            }
        }
    }

    /// <summary>Waits for the client's close frame.</summary>
    public async Task DrainAsync()
    {
        var ignored = new byte[ReceiveSize];
        while ((await socket.ReceiveAsync(ignored.AsMemory(), Aborted)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => _aborted.Cancel();

    public void Dispose()
    {
        _aborted.Cancel();
        _aborted.Dispose();
        socket.Dispose();
    }

    private async Task InTurnAsync(Func<CancellationToken, ValueTask> send)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Aborted);
        timeout.CancelAfter(sendTimeout);
        try
        {
            await _turn.WaitAsync(timeout.Token);
            try
            {
                await send(timeout.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            Abort();
            throw;
        }
    }

    // RFC 6455, section 5.5: a control frame has at most 125 bytes, two of them are the code.
    private static string Shorten(string reason)
    {
        Utf8.FromUtf16(reason, stackalloc byte[MaxReasonBytes], out var length, out _);

        return reason[..length];
    }
}
