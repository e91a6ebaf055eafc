using System.Net.WebSockets;

namespace Shop.Faults;

/// <summary>What is tried of a server that may do anything.</summary>
internal static class TimedAttempt
{
    /// <summary>Tries for a time, and makes a result of what keeps it from one.</summary>
    public static async Task<T> RunAsync<T>(
        TimeSpan time, Func<CancellationToken, Task<T>> tryAsync, Func<Exception, T> fail, CancellationToken stop)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(time);
        try
        {
            return await tryAsync(timeout.Token);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or WebSocketException
                || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return fail(exception);
        }
    }
}
