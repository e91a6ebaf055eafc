using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Shop.Bench.Shop.Load;

/// <summary>
/// When the next request is due. In a closed loop each connection sends as soon as it has its answer; in an open one
/// requests are due at a constant rate, whoever is free takes the next, and if nobody is it is late: its latency counts
/// from when it was due (coordinated omission).
/// </summary>
internal sealed class Pace : IDisposable
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Barrier _connected;
    private readonly double _ticksBetween;
    private long _taken;
    private int _stopped;

    /// <param name="connections">How many send.</param>
    /// <param name="duration">How long requests are sent.</param>
    /// <param name="rate">Requests per second of all connections together; null for a closed loop.</param>
    public Pace(int connections, TimeSpan duration, double? rate)
    {
        _ticksBetween = rate is { } perSecond ? Stopwatch.Frequency / perSecond : 0;
        _connected = new Barrier(connections, _ =>
        {
            Start = Stopwatch.GetTimestamp();
            End = Start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            _started.SetResult();
        });
    }

    /// <summary>When all connections had been made and requests began to be sent.</summary>
    public long Start { get; private set; }

    /// <summary>The end of the time, by the clock of <see cref="Stopwatch"/>.</summary>
    public long End { get; private set; }

    /// <summary>Ends when requests begin to be sent.</summary>
    public Task Started => _started.Task;

    /// <summary>Waits until all others are connected too, or have given it up.</summary>
    public void AwaitOthers() => _connected.SignalAndWait();

    public void GiveUp() => _connected.RemoveParticipant();

    public void Stop() => Volatile.Write(ref _stopped, 1);

    public void Dispose() => _connected.Dispose();

    /// <summary>Waits until a request is due and returns when it was; null when the time is over.</summary>
    public long? Next()
    {
        if (Volatile.Read(ref _stopped) != 0)
        {
            return null;
        }

        var now = Stopwatch.GetTimestamp();
        if (_ticksBetween == 0)
        {
            return now < End ? now : null;
        }

        var due = Start + (long)((Interlocked.Increment(ref _taken) - 1) * _ticksBetween);
        if (due >= End)
        {
            return null;
        }

        Sleep(due - now);

        return due;
    }

    // Thread.Sleep knows whole milliseconds only, and to spin would take time from what is measured.
    private static void Sleep(long ticks)
    {
        if (ticks > 0)
        {
            var (seconds, rest) = Math.DivRem(ticks, Stopwatch.Frequency);
            var nanoseconds = (nint)(rest * (1e9 / Stopwatch.Frequency));
            _ = nanosleep(new Timespec { Seconds = (nint)seconds, Nanoseconds = nanoseconds }, nint.Zero);
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    private static extern int nanosleep(in Timespec request, nint remaining);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
