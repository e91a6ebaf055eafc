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
    /// <param name="directory">Where the server runs, or above that.</param>
    /// <param name="signal">Ends the server at once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task EndAsync(
        string lockFile, string program, string directory, string signal, CancellationToken cancellationToken)
    {
        if (!File.Exists(lockFile))
        {
            return;
        }

        var line = (await File.ReadAllLinesAsync(lockFile, cancellationToken)).FirstOrDefault()?.Trim();
        await EndAsync(
            program,
            process => process.Id.ToString(CultureInfo.InvariantCulture) == line
                && ProcessDirectory.IsBelow(process.Id, directory) is not false,
            signal,
            cancellationToken);

        // A server would not start if another program had the number in it.
        File.Delete(lockFile);
    }

    /// <summary>Ends the programs of a name that run in a directory, where the system tells that.</summary>
    public static Task EndAllAsync(
        string program, string directory, string signal, CancellationToken cancellationToken) =>
        EndAsync(
            program,
            process => ProcessDirectory.IsBelow(process.Id, directory) is true,
            signal,
            cancellationToken);

    private static async Task EndAsync(
        string program, Func<Process, bool> isOurs, string signal, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        foreach (var process in Process.GetProcessesByName(program).Where(isOurs))
        {
            await LocalProgram.RunAsync(["kill", "-s", signal, $"{process.Id}"], cancellationToken: timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
        }
    }
}
