using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Shop.Faults.Servers;

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

    /// <summary>The id of the server's process, which leads a group of its own.</summary>
    public int Id => _group;

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
        await SignalAsync("KILL");
        await StopAsync();
    }

    /// <summary>The same for a server whose children are process groups of their own.</summary>
    public async Task KillWithChildrenAsync()
    {
        // A server that stands still starts no further child while they are looked for.
        await SignalAsync("STOP");
        var processes = Children().Prepend(_group).ToArray();
        await CommandAsync("kill", ["-s", "KILL", "--", .. processes.Select(id => $"{id}")]);
        await Eventually.TrueAsync(() => Array.TrueForAll(processes[1..], IsGone), $"the end of {_group}'s children");
        await StopAsync();
    }

    /// <summary>Sends a signal to the server and its group, for example STOP and CONT.</summary>
    public Task SignalAsync(string signal) => CommandAsync("kill", ["-s", signal, "--", $"-{_group}"]);

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

    public static async Task CommandAsync(
        string file, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

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

    /// <summary>
    /// A port below those that the system gives to clients, so that it is still free when a server that was killed
    /// starts again.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
            {
            }
        }
    }

    private IEnumerable<int> Children() => Directory.GetDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id != 0 && State(id) is [_, var parent, ..] && parent == $"{_group}");

    private static bool IsGone(int id) => State(id) is [] or ["Z", ..];

    // proc(5): the state and the parent follow the name, which stands in parentheses.
    private static string[] State(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private async Task WaitAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _supervisor.WaitForExitAsync(timeout.Token);
        _supervisor.Dispose();
    }
}
