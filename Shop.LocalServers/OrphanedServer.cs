using System.Diagnostics;
using System.Globalization;

namespace Shop.LocalServers;

/// <summary>
/// The server of an earlier run that was killed with its supervisor: whoever has claimed the data may end it.
/// </summary>
internal static class OrphanedServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="lockFile">Has the server's process id in its first line, or that of another program by now.</param>
    /// <param name="program">The name of the server's process.</param>
    /// <param name="directory">Stands on the server's command line.</param>
    /// <param name="signal">Ends the server at once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task EndAsync(
        string lockFile, string program, string directory, string signal, CancellationToken cancellationToken)
    {
        if (!File.Exists(lockFile))
        {
            return;
        }

        var line = (await File.ReadAllLinesAsync(lockFile, cancellationToken)).FirstOrDefault();
        using var server = Process.GetProcessesByName(program).FirstOrDefault(process =>
            process.Id.ToString(CultureInfo.InvariantCulture) == line?.Trim() && IsOf(process, directory));
        if (server is not null)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(Timeout);
            await LocalProgram.RunAsync(["kill", "-s", signal, $"{server.Id}"], cancellationToken: timeout.Token);
            await server.WaitForExitAsync(timeout.Token);
        }

        // A server would not start if another program had the number in it.
        File.Delete(lockFile);
    }

    // Not every system tells the command line of a process.
    private static bool IsOf(Process process, string directory) =>
        !Directory.Exists("/proc/self")
        || File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(directory, StringComparison.Ordinal);
}
