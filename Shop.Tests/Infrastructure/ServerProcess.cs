using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Shop.Tests.Infrastructure;

/// <summary>
/// A server in a directory of its own. A shell stands between: it ends the server and removes the directory as soon as
/// its standard input closes, which happens even when the test process is killed - or when this object is collected, so
/// keep it.
/// </summary>
internal sealed class ServerProcess
{
    private const string Supervisor =
        """
        directory=$1; shift
        trap : INT TERM
        setsid "$@" >> "$directory/output.log" 2>&1 < /dev/null &
        echo $!
        read -r keep; keeping=$?
        kill -s QUIT -- -$! 2> /dev/null
        for i in 1 2 3 4 5 6 7 8 9 10; do kill -s 0 -- -$! 2> /dev/null || break; sleep 0.1; done
        kill -s KILL -- -$! 2> /dev/null
        wait
        [ $keeping -eq 0 ] || rm -rf "$directory"
        """;

    private readonly Process _supervisor;
    private readonly int _group;

    private ServerProcess(Process supervisor, int group) => (_supervisor, _group) = (supervisor, group);

    // A process object that is collected closes the standard input, and so ends the server.
    private static ConcurrentBag<ServerProcess> Started { get; } = [];

    public static async Task<ServerProcess> StartAsync(
        string directory, IEnumerable<string> command, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo("sh", ["-c", Supervisor, "supervisor", directory, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var supervisor = Process.Start(start)!;
        var group = await supervisor.StandardOutput.ReadLineAsync();
        var server = new ServerProcess(supervisor, int.Parse(group!, CultureInfo.InvariantCulture));
        Started.Add(server);
        return server;
    }

    /// <summary>Kills the server and all its children at once, as a power cut would; the directory stays.</summary>
    public async Task KillAsync()
    {
        await CommandAsync("kill", ["-s", "KILL", "--", $"-{_group}"]);
        await StopAsync();
    }

    /// <summary>Tells the server to end at once (SIGQUIT), and kills it if it does not; the directory stays.</summary>
    public async Task StopAsync()
    {
        await _supervisor.StandardInput.WriteLineAsync("keep");
        await WaitAsync();
    }

    /// <summary>Ends the server and removes its directory.</summary>
    public async Task EndAsync()
    {
        _supervisor.StandardInput.Close();
        await WaitAsync();
    }

    public static async Task CommandAsync(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = await process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await output}{error}");
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _supervisor.WaitForExitAsync(timeout.Token);
        _supervisor.Dispose();
    }
}
