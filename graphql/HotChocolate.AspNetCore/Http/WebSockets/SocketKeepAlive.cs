using System.Net.WebSockets;

namespace HotChocolate.AspNetCore;

/// <summary>Sends pings, and cuts a connection whose client has not sent anything for some of them.</summary>
internal sealed class SocketKeepAlive(SocketConnection connection, TimeSpan? interval)
{
    private const int MaxSilentIntervals = 3;

    private int _silentIntervals;

    /// <summary>The client has sent a message.</summary>
    public void Heard() => Volatile.Write(ref _silentIntervals, 0);

    public async Task RunAsync(CancellationToken ended)
    {
        if (interval is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(interval.Value);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (Interlocked.Increment(ref _silentIntervals) > MaxSilentIntervals)
                {
                    connection.Abort();

                    return;
                }

                await connection.SendAsync(ServerMessages.Ping);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Whoever receives learns it as well.
        }
    }
}
