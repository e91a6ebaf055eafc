using Shop.LocalServers;

namespace Shop.Faults.Cluster;

/// <summary>One process of a service, which keeps its ports however often it is killed.</summary>
internal sealed class Replica(string service, int number, string logs, bool metrics, string? checkout)
    : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    // A host gives itself 30 s.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private string _directory = "";
    private ServerProcess? _process;

    public string Service => service;

    public string Name { get; } = $"{service}-{number}";

    /// <summary>The working copy whose program is started next; null is this one.</summary>
    public string? Checkout { get; set; } = checkout;

    public string HttpAddress { get; } = $"http://127.0.0.1:{LoopbackPort.FindFree()}";

    public string GrpcAddress { get; } = $"http://127.0.0.1:{LoopbackPort.FindFree()}";

    /// <summary>A port of the loopback interface, where metrics are read if the shop runs with them.</summary>
    public int MetricsPort { get; } = LoopbackPort.FindFree();

    public async Task StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        _directory = Directory.CreateTempSubdirectory($"shop-{Name}-").FullName;
        _process = await ServerProcess.StartAsync(
            _directory,
            [
                "sh", "-c", "exec \"$@\" >> \"$0\" 2>&1", Path.Combine(logs, $"{Name}.log"),
                .. new ServiceProgram(service, Checkout).Command(Endpoints().Concat(settings)),
            ]);
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        _process = null;
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Tells the process to end (SIGTERM), which lets it finish what it has begun, and waits for it.</summary>
    public async Task StopAsync()
    {
        await _process!.SignalAsync("TERM");
        await Eventually.TrueAsync(() => _process.HasEnded, $"the end of {Name}", StopTimeout);
        await KillAsync();
    }

    /// <summary>Lets the process stand still, its connections open, until it is resumed.</summary>
    public Task PauseAsync() => _process!.SignalAsync("STOP");

    public Task ResumeAsync() => _process!.SignalAsync("CONT");

    public int ProcessId => _process!.Id;

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan ProcessorTime => _process!.ProcessorTime;

    /// <summary>Memory of the process in bytes.</summary>
    public long Memory => _process!.Memory;

    /// <summary>The same, of pages that processes share only its part.</summary>
    public long ProportionalMemory => _process!.ProportionalMemory;

    /// <summary>The most memory that the process has had at once, in bytes, since it was last forgotten.</summary>
    public long PeakMemory => _process!.PeakMemory;

    public void ForgetPeakMemory() => _process!.ForgetPeakMemory();

    public Task UntilHealthyAsync() => Eventually.SucceedsAsync(
        async () =>
        {
            var health = await _http.GetStringAsync(new Uri($"{HttpAddress}/health"));
            if (health != "Healthy")
            {
                throw new InvalidOperationException($"{Name} is {health}.");
            }
        },
        $"{Name} is healthy",
        StartTimeout);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            await KillAsync();
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Endpoints()
    {
        yield return new("Kestrel__Endpoints__http__Url", HttpAddress);
        if (service != Contracts.ResourceNames.Gateway)
        {
            yield return new("Kestrel__Endpoints__grpc__Url", GrpcAddress);
        }

        if (metrics)
        {
            yield return new("Metrics__Port", $"{MetricsPort}");
            yield return new("Metrics__Address", "127.0.0.1");
        }
    }
}
