using System.Diagnostics;

namespace Shop.AppHost.Local;

/// <summary>Commands of locally installed servers, run as the user that the servers run as.</summary>
internal static class LocalProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The start of a command line: PostgreSQL refuses to run as root, and no server should, so root hands them to the
    /// user that their packages made. The signal ends the server when the application is killed.
    /// </summary>
    public static IReadOnlyList<string> RunAs(string user) => IsRoot
        ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--pdeathsig", "TERM"]
        : [];

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>The newest of the files with the name in directories that match, or else the one in PATH.</summary>
    public static string? Find(string file, params string[] directories) =>
        directories
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(File.Exists);

    /// <exception cref="DistributedApplicationException">The command failed; the message has what it wrote.</exception>
    public static async Task RunAsync(
        IReadOnlyList<string> line, string input, CancellationToken cancellationToken, string? directory = null)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        using var process = Process.Start(new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = directory ?? "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode != 0)
            {
                var reason = $"{await error}{await output}".Trim().ReplaceLineEndings(" ");
                throw new DistributedApplicationException($"{string.Join(' ', line)} failed: {reason}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
