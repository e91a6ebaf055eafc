using System.Diagnostics;

namespace Shop.Bench.Shop.Load;

/// <summary>
/// When the next request is due. In a closed loop each connection sends as soon as it has its answer; in an open one
/// requests are due at a constant rate, and where no connection is free they are late: their latency counts from when
/// they were due (coordinated omission).
/// </summary>
/// <param name="duration">How long requests are sent.</param>
/// <param name="rate">Requests per second of all connections together; null for a closed loop.</param>
internal sealed class Pace(TimeSpan duration, double? rate)
{
    private readonly double _ticksBetween = rate is { } perSecond ? Stopwatch.Frequency / perSecond : 0;
    private long _sent;
    private int _stopped;

    /// <summary>When requests began to be sent, by the clock of <see cref="Stopwatch"/>.</summary>
    public long Start { get; private set; }

    /// <summary>The end of the time.</summary>
    public long End { get; private set; }

    public bool IsOver(long now) => now >= End || Volatile.Read(ref _stopped) != 0;

    public void Begin()
    {
        Start = Stopwatch.GetTimestamp();
        End = Start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>Ends before the time; other threads may call it.</summary>
    public void Stop() => Volatile.Write(ref _stopped, 1);

    /// <summary>When the request was due that is to be sent now; null when none is.</summary>
    public long? Take(long now)
    {
        if (IsOver(now) || NextDue(now) > now)
        {
            return null;
        }

        var due = NextDue(now);
        _sent++;

        return due;
    }

    /// <summary>When the next request is due.</summary>
    public long NextDue(long now) => _ticksBetween == 0 ? now : Start + (long)(_sent * _ticksBetween);
}
