using System.ComponentModel;
using System.Diagnostics;

namespace Shop.LocalServers;

/// <summary>Programs of this machine, run as the user that a server runs as.</summary>
public static class LocalProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>
    /// The start of a command line: PostgreSQL refuses to run as root, and no server should, so root hands them to the
    /// user that their packages made. The signal ends the program when the one that started it is killed.
    /// </summary>
    /// <exception cref="LocalServerException">Root has no way to become the user.</exception>
    public static IReadOnlyList<string> RunAs(string user) => (IsRoot, Find("setpriv")) switch
    {
        (true, null) => throw new LocalServerException(
            $"setpriv is not installed, by which root starts a server as the user {user}: install util-linux."),
        (true, { } setpriv) =>
            [setpriv, $"--reuid={user}", $"--regid={user}", "--clear-groups", "--pdeathsig", "TERM"],
        (false, { } setpriv) => [setpriv, "--pdeathsig", "TERM"],
        _ => [],
    };

    /// <summary>The program in the first of the directories that has it, or else the one in PATH.</summary>
    public static string? Find(string program, params IEnumerable<string> directories) =>
        directories
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Makes the user that a server runs as the owner of a directory and all that is in it.</summary>
    public static Task GiveAsync(string directory, string user, CancellationToken cancellationToken = default) => IsRoot
        ? RunAsync(["chown", "-R", $"{user}:{user}", directory], cancellationToken: cancellationToken)
        : Task.CompletedTask;

    /// <summary>Runs a command to its end, a minute at most unless told otherwise, and returns what it wrote.</summary>
    /// <param name="line">The program and its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="timeLimit">How long it may take.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="LocalServerException">The command failed; the message has what it wrote.</exception>
    public static async Task<string> RunAsync(
        IReadOnlyList<string> line, string input = "", IEnumerable<KeyValuePair<string, string>>? environment = null,
        TimeSpan? timeLimit = null, CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(timeLimit ?? Timeout);
        using var process = Start(line, environment);
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
                throw new LocalServerException($"{string.Join(' ', line)} failed: {reason}");
            }

            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Starts a command whose streams the caller reads and writes.</summary>
    /// <exception cref="LocalServerException">There is no such program.</exception>
    internal static Process Start(
        IReadOnlyList<string> line, IEnumerable<KeyValuePair<string, string>>? environment, bool redirectError = true)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            // The user of a server may not be allowed to be where this process is.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = redirectError,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new LocalServerException($"{line[0]} could not be started: {exception.Message}");
        }
    }
}
