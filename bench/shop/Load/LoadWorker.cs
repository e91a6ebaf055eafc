using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HdrHistogram;

namespace Shop.Bench.Shop.Load;

/// <summary>One connection and its thread: sends, waits for the answer, checks it, and goes on.</summary>
internal sealed class LoadWorker(int number, IPEndPoint server, Request[] requests, Pace pace)
{
    private const int MaxErrorText = 300;

    // Separate runs ask for other rows, so that caches are not met with the same sequence twice.
    private readonly Random _random = new();
    private long _completed;

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

    public void Run()
    {
        using var connection = Connect();
        if (connection is null)
        {
            pace.GiveUp();

            return;
        }

        pace.AwaitOthers();
        try
        {
            while (pace.Next() is { } due)
            {
                Exchange(connection, requests[_random.Next(requests.Length)], due);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The connection is lost and its thread ends: one error is enough to fail the run.
            Fail(exception.Message);
        }
    }

    private HttpConnection? Connect()
    {
        try
        {
            return new HttpConnection(server, number);
        }
        catch (SocketException exception)
        {
            Fail(exception.Message);

            return null;
        }
    }

    private void Exchange(HttpConnection connection, Request request, long due)
    {
        var status = connection.Exchange(request.Next(number, _random), out var body);
        var now = Stopwatch.GetTimestamp();
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

    private void Fail(string text)
    {
        Errors++;
        FirstError ??= text;
    }
}
