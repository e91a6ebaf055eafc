using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Shop.LocalServers;

/// <summary>
/// A server in a directory of its own. A shell stands between: it ends the server and removes the directory as soon as
/// its standard input closes, which happens even when this process is killed.
/// </summary>
public sealed class ServerProcess
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

    // USER_HZ, which is the same wherever Linux runs .NET.
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(30);

    // A process object that is collected closes the standard input, and so ends the server.
    private static readonly ConcurrentBag<ServerProcess> Started = [];

    private readonly Process _supervisor;

    private ServerProcess(Process supervisor, int id) => (_supervisor, Id) = (supervisor, id);

    /// <summary>The id of the server's process, which leads a group of its own.</summary>
    public int Id { get; }

    /// <summary>Whether the server has ended, by itself or because it was told to.</summary>
    public bool HasEnded => IsGone($"{Id}");

    /// <summary>Processor time of the server and of its children, those that have ended included.</summary>
    public TimeSpan ProcessorTime => TimeSpan.FromSeconds(
        Descendants().Append($"{Id}").Select(State).Sum(Ticks) / TicksPerSecond);

    /// <summary>The most memory that the process has had at once, in bytes; of Linux alone.</summary>
    public long PeakMemory => Bytes("VmHWM:");

    /// <summary>The memory that the process has now, in bytes; of Linux alone.</summary>
    public long Memory => Bytes("VmRSS:");

    /// <summary>
    /// The memory of the server and of its children in bytes, each page that they share counted once; of Linux alone.
    /// </summary>
    public long ProportionalMemory => Descendants().Append($"{Id}").Sum(ProportionalBytes);

    /// <summary>Starts a server, which writes what it has to say to <c>output.log</c> in its directory.</summary>
    public static async Task<ServerProcess> StartAsync(
        string directory, IEnumerable<string> command, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var supervisor = LocalProgram.Start(
            ["sh", "-c", Supervisor, "supervisor", directory, .. command], environment, redirectError: false);
        var id = await supervisor.StandardOutput.ReadLineAsync();
        var server = new ServerProcess(supervisor, int.Parse(id!, CultureInfo.InvariantCulture));
        Started.Add(server);

        return server;
    }

    /// <summary>
    /// Kills the server and its children at once, those that lead groups of their own among them, as a power cut would;
    /// the directory stays.
    /// </summary>
    public async Task KillAsync()
    {
        // A server that stands still starts no further child while they are looked for.
        await SignalAsync("STOP");
        var descendants = Descendants();
        // Some end by themselves as soon as their parent has.
        await LocalProgram.RunAsync(
            ["sh", "-c", "kill -s KILL -- \"$@\" 2> /dev/null || true", "sh", $"-{Id}", .. descendants]);
        await Eventually.TrueAsync(() => descendants.TrueForAll(IsGone), $"the end of {Id}'s children");
        await _supervisor.StandardInput.WriteLineAsync("keep");
        await WaitAsync();
    }

    /// <summary>Sends a signal to the server and its group, for example STOP and CONT.</summary>
    public Task SignalAsync(string signal) => LocalProgram.RunAsync(["kill", "-s", signal, "--", $"-{Id}"]);

    /// <summary>
    /// Tells the server to end at once (SIGQUIT), kills it if it does not, and removes its directory.
    /// </summary>
    public Task EndAsync()
    {
        _supervisor.StandardInput.Close();

        return WaitAsync();
    }

    /// <summary>Lets <see cref="PeakMemory"/> begin anew (proc_pid_clear_refs(5)).</summary>
    public void ForgetPeakMemory() => File.WriteAllText($"/proc/{Id}/clear_refs", "5");

    // proc_pid_status(5)
    private long Bytes(string label) => Bytes($"/proc/{Id}/status", label);

    private static long Bytes(string file, string label)
    {
        var line = File.ReadLines(file)
            .First(line => line.StartsWith(label, StringComparison.Ordinal));

        return long.Parse(line[label.Length..].Split(' ')[^2], CultureInfo.InvariantCulture) * 1024;
    }

    // proc_pid_smaps(5)
    private static long ProportionalBytes(string id)
    {
        try
        {
            return Bytes($"/proc/{id}/smaps_rollup", "Pss:");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private List<string> Descendants()
    {
        var children = RunningProcess.Ids()
            .ToLookup(id => State(id) is [_, var parent, ..] ? parent : "");
        var descendants = children[$"{Id}"].ToList();
        for (var index = 0; index < descendants.Count; index++)
        {
            descendants.AddRange(children[descendants[index]]);
        }

        return descendants;
    }

    // proc_pid_stat(5): utime, stime, cutime, cstime.
    private static double Ticks(string[] state) => state.Skip(11).Take(4)
        .Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture));

    private static bool IsGone(string id) => State(id) is [] or ["Z", ..];

    // proc(5): the state and the parent follow the name, which stands in parentheses.
    private static string[] State(string id)
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
        using var timeout = new CancellationTokenSource(EndTimeout);
        await _supervisor.WaitForExitAsync(timeout.Token);
        _supervisor.Dispose();
    }
}
