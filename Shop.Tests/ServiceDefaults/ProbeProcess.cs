using System.Diagnostics;
using System.Reflection;
using System.Text;
using Shop.Tests.Service;

namespace Shop.Tests.ServiceDefaults;

/// <summary>A process of <see cref="ProbeService"/> that is killed when it is disposed of.</summary>
internal sealed class ProbeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _written = new();
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ProbeProcess(Process process, Uri address)
    {
        _process = process;
        _output = ReadAsync(process.StandardOutput);
        _error = process.StandardError.ReadToEndAsync();
        Client = new HttpClient { BaseAddress = address, Timeout = Timeout };
    }

    public HttpClient Client { get; }

    public static ProbeProcess Start(
        IEnumerable<(string Name, string? Value)> environment, params string[] arguments) =>
        Start(typeof(ProbeService).Assembly, environment, arguments);

    /// <summary>The same for another program.</summary>
    public static ProbeProcess Start(
        Assembly program, IEnumerable<(string Name, string? Value)> environment, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var start = new ProcessStartInfo("dotnet", [program.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Without configuration files: what counts is the environment alone.
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["ASPNETCORE_URLS"] = $"{address}", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProbeProcess(Process.Start(start)!, address);
    }

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await _process.WaitForExitAsync(timeout.Token);

        return (_process.ExitCode, await _output, await _error);
    }

    /// <summary>Waits until the process has written the text to its standard output.</summary>
    public Task UntilOutputAsync(string text) => Eventually.SucceedsAsync(
        () =>
        {
            lock (_written)
            {
                Assert.Contains(text, _written.ToString(), StringComparison.Ordinal);
            }

            return Task.CompletedTask;
        },
        "the probe service",
        Timeout);

    public Task UntilAliveAsync() => Eventually.SucceedsAsync(
        async () => (await Client.GetAsync(new Uri("/alive", UriKind.Relative))).EnsureSuccessStatusCode(),
        "the probe service",
        Timeout);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await EndAsync();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_written)
            {
                _written.Append(line).Append('\n');
            }
        }

        return _written.ToString();
    }
}
