using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Shop.Bench.Shop.Measuring;

/// <summary>Listens to the counter of gRPC calls of a process, which tells its value once in a second.</summary>
internal sealed class CallCounter : IDisposable
{
    private const string Source = "Grpc.AspNetCore.Server";
    private const string Counter = "total-calls";

    private readonly EventPipeSession _session;
    private readonly Thread _listener;
    private long _calls;

    public CallCounter(int processId)
    {
        _session = new DiagnosticsClient(processId).StartEventPipeSession(
            new EventPipeProvider(
                Source,
                EventLevel.Critical,
                arguments: new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" }),
            requestRundown: false);
        _listener = new Thread(Listen) { IsBackground = true };
        _listener.Start();
    }

    /// <summary>Calls so far, as of a second ago.</summary>
    public long Calls => Volatile.Read(ref _calls);

    public void Dispose()
    {
        _session.Stop();
        _listener.Join();
        _session.Dispose();
    }

    private void Listen()
    {
        try
        {
            using var source = new EventPipeEventSource(_session.EventStream);
            source.Dynamic.All += Take;
            source.Process();
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            // The process has ended, and its answers will tell.
        }
    }

    // dotnet/runtime, CounterGroup: one event for each counter, whose only value is a structure within a structure.
    private void Take(TraceEvent data)
    {
        if (data.EventName == "EventCounters"
            && data.PayloadValue(0) is IDictionary<string, object> payload
            && payload["Payload"] is IDictionary<string, object> counter
            && counter["Name"] is Counter)
        {
            Volatile.Write(ref _calls, (long)(double)counter["Mean"]);
        }
    }
}
