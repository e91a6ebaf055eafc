using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Shop.Bench.Shop.Load;

/// <summary>
/// Waits until one of some sockets can be read, with the precision of the clock: ppoll(2), since
/// <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, TimeSpan)"/>
/// builds lists anew for each call. Of Linux alone.
/// </summary>
internal sealed class SocketPoll(IEnumerable<Socket> sockets)
{
    private const short Input = 1;
    private const int Interrupted = 4;

    private readonly Entry[] _entries =
        [.. sockets.Select(socket => new Entry { Descriptor = (int)socket.Handle, Events = Input, Returned = 0 })];

    /// <summary>Whether a socket can be read, or has failed, since the last wait.</summary>
    public bool IsReady(int index) => _entries[index].Returned != 0;

    /// <summary>Looks at a socket no longer.</summary>
    public void Forget(int index) => _entries[index] = new Entry { Descriptor = -1 };

    /// <param name="ticks">How long at most, in ticks of <see cref="Stopwatch"/>.</param>
    /// <returns>How many sockets are ready.</returns>
    /// <exception cref="IOException">The system refuses.</exception>
    public int Wait(long ticks)
    {
        var (seconds, rest) = Math.DivRem(Math.Max(0, ticks), Stopwatch.Frequency);
        var timeout = new Timespec
        {
            Seconds = (nint)seconds,
            Nanoseconds = (nint)(rest * (1e9 / Stopwatch.Frequency)),
        };
        var ready = ppoll(_entries, (nuint)_entries.Length, timeout, nint.Zero);
        if (ready < 0 && Marshal.GetLastPInvokeError() is not Interrupted and var error)
        {
            throw new IOException($"ppoll: error {error}.");
        }

        return ready;
    }

    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern int ppoll([In, Out] Entry[] entries, nuint count, in Timespec timeout, nint signals);

    private struct Entry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
