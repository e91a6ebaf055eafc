using System.Collections.Concurrent;
using System.Net.WebSockets;
using HotChocolate.Execution;
using Microsoft.Extensions.Logging;

namespace HotChocolate.AspNetCore;

/// <summary>The operations that run over one connection.</summary>
internal sealed partial class SocketOperations(SocketConnection connection, RequestExecutor executor, ILogger logger)
{
    private const int MaxOperations = 100;

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _outstanding = 1;

    /// <summary>Starts an operation; its responses are sent as they come.</summary>
    /// <exception cref="ProtocolException">An operation of this id is running.</exception>
    public Task StartAsync(string id, GraphQLRequest request)
    {
        if (_running.Count >= MaxOperations && !_running.ContainsKey(id))
        {
            var error = ErrorBuilder.New()
                .SetMessage($"More than {MaxOperations} operations at once are not allowed over one connection.")
                .SetCode(ErrorCodes.InvalidRequest).Build();

            return connection.SendAsync(ServerMessages.Error(id, [error]));
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(connection.Aborted);
        if (!_running.TryAdd(id, stop))
        {
            stop.Dispose();
            throw new ProtocolException(CloseCodes.SubscriberAlreadyExists, "Subscriber already exists");
        }

        Interlocked.Increment(ref _outstanding);
        var stopped = stop.Token;
        _ = Task.Run(() => RunAsync(id, request, stop, stopped), CancellationToken.None);

        return Task.CompletedTask;
    }

    /// <summary>Ends an operation; one that has ended already is ignored.</summary>
    public void Stop(string id)
    {
        if (_running.TryRemove(id, out var stop))
        {
            stop.Cancel();
            stop.Dispose();
        }
    }

    /// <summary>Ends all operations and waits for them; none may be started any more.</summary>
    public Task StopAllAsync()
    {
        foreach (var id in _running.Keys)
        {
            Stop(id);
        }

        Release();

        return _done.Task;
    }

    private async Task RunAsync(
        string id,
        GraphQLRequest request,
        CancellationTokenSource stop,
        CancellationToken stopped)
    {
        try
        {
            var refused = await ExecuteAsync(id, request, stopped);
            // The id is free before the client learns it.
            if (TryEnd(id, stop))
            {
                await connection.SendAsync(
                    refused is null ? ServerMessages.Complete(id) : ServerMessages.Error(id, refused));
            }
        }
        catch (Exception exception) when (
            exception is WebSocketException
            || stopped.IsCancellationRequested
            || connection.Aborted.IsCancellationRequested)
        {
            // The client has stopped the operation, or it is gone.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception);
            await connection.CloseAsync(CloseCodes.InternalServerError, "Internal server error");
        }
        finally
        {
            TryEnd(id, stop);
            Release();
        }
    }

    private bool TryEnd(string id, CancellationTokenSource stop)
    {
        var ends = _running.TryRemove(KeyValuePair.Create(id, stop));
        if (ends)
        {
            stop.Dispose();
        }

        return ends;
    }

    /// <summary>Sends the responses; the errors are those that end the operation.</summary>
    private async Task<IReadOnlyList<IError>?> ExecuteAsync(
        string id,
        GraphQLRequest request,
        CancellationToken stopped)
    {
        var response = await executor.ExecuteAnyAsync(request, connection.HttpContext, stopped);
        if (response.Stream is null)
        {
            using var only = response.Result!;

            return await SendAsync(id, only, stopped);
        }

        await using var stream = response.Stream;
        await foreach (var result in stream.ReadResultsAsync(stopped))
        {
            using (result)
            {
                if (await SendAsync(id, result, stopped) is { } errors)
                {
                    return errors;
                }
            }
        }

        stopped.ThrowIfCancellationRequested();

        return null;
    }

    private async Task<IReadOnlyList<IError>?> SendAsync(string id, ExecutionResult result, CancellationToken stopped)
    {
        stopped.ThrowIfCancellationRequested();
        if (result.Kind is ResultKind.Refused or ResultKind.NotAllowed)
        {
            return result.Errors;
        }

        await connection.SendAsync(ServerMessages.Next(id, result));

        return null;
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0)
        {
            _done.SetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "An operation over a WebSocket failed unexpectedly.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
