using System.Diagnostics;
using System.Threading.Channels;

namespace Shop.Messaging.Outbox;

/// <summary>
/// Events of this process that have just been committed, on their way to its relay, which so need not look for them in
/// the table. What finds no room, or is not taken in time, is left to the sweep: its row is there.
/// </summary>
internal sealed class CommittedEvents
{
    /// <summary>
    /// What has waited this long is not sent from here. The sweep of a relay takes rows that are three times as old, so
    /// that hardly an event is sent twice.
    /// </summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private const int MaxEvents = 2000;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly Channel<(OutboxRow Row, long Committed)> _channel =
        Channel.CreateBounded<(OutboxRow, long)>(new BoundedChannelOptions(MaxEvents) { SingleReader = true });

    private int _bytes;
    private volatile bool _leftToSweep;

    /// <summary>Takes events whose transaction has been committed.</summary>
    public void Add(IEnumerable<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            var row = OutboxRow.Of(message, DateTimeOffset.UtcNow);
            if (Interlocked.Add(ref _bytes, row.Payload.Length) > MaxBytes
                || !_channel.Writer.TryWrite((row, Stopwatch.GetTimestamp())))
            {
                Interlocked.Add(ref _bytes, -row.Payload.Length);
                _leftToSweep = true;
            }
        }
    }

    /// <summary>Waits for an event, at most for a time.</summary>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            await _channel.Reader.WaitToReadAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There is none.
        }
    }

    /// <summary>Takes events that are not too old.</summary>
    /// <param name="max">The most events.</param>
    /// <param name="leftToSweep">Whether since the last call some were left to the sweep.</param>
    public List<OutboxRow> Take(int max, out bool leftToSweep)
    {
        var taken = new List<OutboxRow>();
        while (taken.Count < max && _channel.Reader.TryRead(out var next))
        {
            Interlocked.Add(ref _bytes, -next.Row.Payload.Length);
            if (Stopwatch.GetElapsedTime(next.Committed) < MaxAge)
            {
                taken.Add(next.Row);
            }
            else
            {
                _leftToSweep = true;
            }
        }

        leftToSweep = _leftToSweep;
        _leftToSweep = false;

        return taken;
    }
}
