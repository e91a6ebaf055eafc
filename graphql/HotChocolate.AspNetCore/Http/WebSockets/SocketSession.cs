using System.Net.WebSockets;
using System.Text.Json;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;
using Microsoft.Extensions.Logging;

namespace HotChocolate.AspNetCore;

/// <summary>The protocol graphql-transport-ws over one connection.</summary>
internal sealed partial class SocketSession(
    SocketConnection connection,
    SocketOperations operations,
    GraphQLSocketOptions options,
    ISocketSessionInterceptor interceptor,
    ILogger logger) : ISocketSession
{
    private readonly SocketKeepAlive _keepAlive = new(connection, options.KeepAliveInterval);
    private readonly TaskCompletionSource _initialized = new();
    private bool _acknowledged;

    public ISocketConnection Connection => connection;

    /// <summary>Serves the client until it or the server closes.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(connection.Aborted);
        await using var stop = stopping.UnsafeRegister(
            static socket => _ = ((SocketConnection)socket!).CloseAsync(CloseCodes.GoingAway, "Going away"),
            connection);
        var timers = Task.WhenAll(_keepAlive.RunAsync(ended.Token), AwaitInitializationAsync(ended.Token));
        try
        {
            await ReceiveAsync();
        }
        finally
        {
            await ended.CancelAsync();
            await operations.StopAllAsync();
            await timers;
            await interceptor.OnCloseAsync(this, CancellationToken.None);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await connection.ReceiveAsync() is { } message)
            {
                _keepAlive.Heard();
                if (!connection.IsClosing)
                {
                    await HandleAsync(ClientMessage.Parse(message.Span));
                }
            }

            await connection.CloseAsync(CloseCodes.Normal, "");
        }
        catch (ProtocolException broken)
        {
            await CloseAsync(broken.Code, broken.Message);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The connection broke, or the client did not read or answer in time.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception);
            await CloseAsync(CloseCodes.InternalServerError, "Internal server error");
        }
    }

    private async Task CloseAsync(int code, string reason)
    {
        try
        {
            await connection.CloseAsync(code, reason);
            await connection.DrainAsync();
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client does not answer.
        }
    }

    private Task HandleAsync(ClientMessage message) => message.Type switch
    {
        "connection_init" => InitializeAsync(message.Payload),
        "ping" => connection.SendAsync(ServerMessages.Pong(message.Payload)),
        "pong" => Task.CompletedTask,
        "subscribe" => SubscribeAsync(message),
        "complete" => Complete(message.RequireId()),
        _ => throw ClientMessage.Invalid("Unknown message type."),
    };

    private async Task InitializeAsync(JsonElement? payload)
    {
        if (!_initialized.TrySetResult())
        {
            throw new ProtocolException(
                CloseCodes.TooManyInitialisationRequests, "Too many initialisation requests");
        }

        var status = await ConnectAsync(payload);
        if (!status.Accepted)
        {
            throw new ProtocolException(CloseCodes.Forbidden, status.Message);
        }

        _acknowledged = true;
        await connection.SendAsync(ServerMessages.Acknowledge);
    }

    private async Task<ConnectionStatus> ConnectAsync(JsonElement? payload)
    {
        try
        {
            return await interceptor.OnConnectAsync(this, new OperationMessagePayload(payload), connection.Aborted);
        }
        catch (JsonException)
        {
            throw ClientMessage.Invalid("The payload is not what was expected.");
        }
    }

    private async Task SubscribeAsync(ClientMessage message)
    {
        if (!_acknowledged)
        {
            throw new ProtocolException(CloseCodes.Unauthorized, "Unauthorized");
        }

        var id = message.RequireId();
        var request = Read(message.Payload ?? throw ClientMessage.Invalid("The payload is missing."));
        var builder = OperationRequestBuilder.New();
        await interceptor.OnRequestAsync(this, id, builder, connection.Aborted);
        await operations.StartAsync(id, request with { Settings = builder.Settings });
    }

    private static GraphQLRequest Read(JsonElement payload)
    {
        try
        {
            return HttpRequestReader.FromBody(payload);
        }
        catch (BadRequestException error)
        {
            throw ClientMessage.Invalid(error.Message);
        }
    }

    private Task Complete(string id)
    {
        operations.Stop(id);

        return Task.CompletedTask;
    }

    private async Task AwaitInitializationAsync(CancellationToken ended)
    {
        try
        {
            await _initialized.Task.WaitAsync(options.ConnectionInitializationTimeout, ended);
        }
        catch (TimeoutException)
        {
            await connection.CloseAsync(CloseCodes.InitialisationTimeout, "Connection initialisation timeout");
        }
        catch (OperationCanceledException)
        {
            // The connection ended before.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A session over a WebSocket failed unexpectedly.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
