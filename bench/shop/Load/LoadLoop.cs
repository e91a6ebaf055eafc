using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HdrHistogram;

namespace Shop.Bench.Shop.Load;

/// <summary>
/// One thread that serves all connections: sends what is due, waits until an answer comes, checks it, and goes on.
/// </summary>
/// <param name="server">Whom to ask.</param>
/// <param name="requests">What each connection asks, one thing as likely as another.</param>
/// <param name="pace">When.</param>
internal sealed class LoadLoop(IPEndPoint server, Request[][] requests, Pace pace)
{
    private const int MaxErrorText = 300;
    private const int MaxSilenceSeconds = 30;

    // Separate runs ask for other rows, so that caches are not met with the same sequence twice.
    private readonly Random _random = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<int> _idle = new(Enumerable.Range(0, requests.Length));
    private readonly (Request Request, long Due)?[] _asked = new (Request, long)?[requests.Length];
    private int _waiting;
    private long _completed;

    /// <summary>Ends when requests begin to be sent.</summary>
    public Task Started => _started.Task;

    /// <summary>Microseconds from when a request was due to its answer.</summary>
    public LongHistogram Latencies { get; } = Histograms.Create();

    /// <summary>Answers so far; other threads may look.</summary>
    public long Completed => Volatile.Read(ref _completed);

    /// <summary>Answers that came before the end of the time.</summary>
    public long InTime { get; private set; }

    public long Errors { get; private set; }

    /// <summary>What the first wrong answer said.</summary>
    public string? FirstError { get; private set; }

    /// <summary>The orders that clients were told of.</summary>
    public List<Guid> Orders { get; } = [];

    /// <exception cref="SocketException">A connection cannot be made.</exception>
    public void Run()
    {
        HttpConnection[] connections =
            [.. Enumerable.Range(0, requests.Length).Select(number => new HttpConnection(server, number))];
        try
        {
            var poll = new SocketPoll(connections.Select(connection => connection.Socket));
            pace.Begin();
            _started.SetResult();
            Run(connections, poll);
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }
    }

    private void Run(HttpConnection[] connections, SocketPoll poll)
    {
        var heard = Stopwatch.GetTimestamp();
        for (var now = heard; _waiting > 0 || !pace.IsOver(now); now = Stopwatch.GetTimestamp())
        {
            while (_idle.Count > 0 && pace.Take(now) is { } due)
            {
                Ask(connections, poll, _idle.Dequeue(), due);
            }

            if (poll.Wait(TicksToWait(now)) > 0)
            {
                heard = Stopwatch.GetTimestamp();
                Hear(connections, poll);
            }
            else if (_waiting > 0 && Stopwatch.GetElapsedTime(heard).TotalSeconds > MaxSilenceSeconds)
            {
                Fail($"No answer within {MaxSilenceSeconds} s.");

                return;
            }
        }
    }

    // Until the next request is due, where a connection is free for it. That others stop the loop it sees in a second.
    private long TicksToWait(long now) =>
        _idle.Count > 0 && !pace.IsOver(now) ? pace.NextDue(now) - now : Stopwatch.Frequency;

    private void Ask(HttpConnection[] connections, SocketPoll poll, int index, long due)
    {
        var request = requests[index][_random.Next(requests[index].Length)];
        try
        {
            connections[index].Send(request.Next(index, _random));
            _asked[index] = (request, due);
            _waiting++;
        }
        catch (SocketException exception)
        {
            Lose(poll, index, exception);
        }
    }

    private void Hear(HttpConnection[] connections, SocketPoll poll)
    {
        for (var index = 0; index < connections.Length; index++)
        {
            if (!poll.IsReady(index))
            {
                continue;
            }

            try
            {
                // What has begun to come is read to its end: the rest is on its way over the loopback interface.
                var status = connections[index].Receive(out var body);
                Take(index, status, body);
                _idle.Enqueue(index);
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                Lose(poll, index, exception);
            }
        }
    }

    private void Take(int index, int status, ReadOnlySpan<byte> body)
    {
        var now = Stopwatch.GetTimestamp();
        var (request, due) = _asked[index] ?? throw new IOException("An answer that nobody asked for.");
        _asked[index] = null;
        _waiting--;
        Latencies.RecordValue(Math.Min(
            (long)Stopwatch.GetElapsedTime(due, now).TotalMicroseconds, Histograms.MostMicroseconds));
        Volatile.Write(ref _completed, _completed + 1);
        if (now <= pace.End)
        {
            InTime++;
        }

        if (!request.IsRight(status, body))
        {
            Fail($"{status} {Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxErrorText)])}");
        }
        else if (request.Created(body) is { } order)
        {
            Orders.Add(order);
        }
    }

    // A connection that is lost is not made anew: one error is enough to fail the run.
    private void Lose(SocketPoll poll, int index, Exception exception)
    {
        poll.Forget(index);
        _waiting -= _asked[index] is null ? 0 : 1;
        _asked[index] = null;
        Fail(exception.Message);
    }

    private void Fail(string text)
    {
        Errors++;
        FirstError ??= text;
    }
}
