using System.Diagnostics;
using System.Globalization;

namespace Shop.AppHost.Local;

/// <summary>The directory of a local PostgreSQL server, made on the first start and kept.</summary>
internal sealed class PostgresCluster(string directory)
{
    private static readonly string[] Directories =
    [
        .. Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"/usr/lib/postgresql/{33 - i}/bin")),
        "/opt/homebrew/bin",
        "/usr/local/pgsql/bin",
    ];

    private const string HostBasedAuthentication = """
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256

        """;

    public string Data { get; } = Path.Combine(directory, "data");

    /// <summary>
    /// Whether the server takes connections: the eighth line of its lock file. One that comes too early is refused, and
    /// the server complains of it.
    /// </summary>
    public bool IsReady => File.Exists(LockFile) && File.ReadLines(LockFile).ElementAtOrDefault(7)?.Trim() is "ready";

    private string LockFile => Path.Combine(Data, "postmaster.pid");

    /// <exception cref="DistributedApplicationException">PostgreSQL is not installed.</exception>
    public static string Find(string program) => LocalProcess.Find(program, Directories)
        ?? throw new DistributedApplicationException(
            $"PostgreSQL is not installed ({program} was not found), and no container engine answers: run eng/setup.sh.");

    /// <summary>
    /// Ends the server of an earlier run that was killed with its supervisor: whoever has claimed the data may. The lock
    /// file may also name a process of another program by now.
    /// </summary>
    public async Task EndOrphanAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(LockFile))
        {
            return;
        }

        var lines = await File.ReadAllLinesAsync(LockFile, cancellationToken);
        if (await IsServerAsync(lines.FirstOrDefault(), cancellationToken))
        {
            await LocalProcess.RunAsync(
                [
                    .. LocalProcess.RunAs(LocalPostgresResource.User), Find("pg_ctl"), "stop", "-D", Data, "-m", "immediate",
                ],
                string.Empty,
                cancellationToken);
        }
        else
        {
            File.Delete(LockFile);
        }
    }

    /// <summary>Makes the cluster if there is none, and sets the password of its superuser.</summary>
    public async Task PrepareAsync(string password, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await InitializeAsync(cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(Data, "pg_hba.conf"), HostBasedAuthentication, cancellationToken);

        // The password may have been generated anew since the cluster was made; whoever owns the files may set it.
        await RunAsync(
            ["--single", "-D", Data, "postgres"],
            $"ALTER ROLE postgres PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}'\n",
            cancellationToken);
    }

    private static Task RunAsync(IEnumerable<string> arguments, string input, CancellationToken cancellationToken) =>
        LocalProcess.RunAsync(
            [.. LocalProcess.RunAs(LocalPostgresResource.User), Find("postgres"), .. arguments], input, cancellationToken);

    // Under another name until it is complete: a start that was broken off leaves nothing that looks like a cluster.
    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var unfinished = $"{Data}.unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await LocalProcess.RunAsync(
            [
                .. LocalProcess.RunAs(LocalPostgresResource.User), Find("initdb"), "-D", unfinished,
                "-U", LocalPostgresResource.User, "--auth=reject", "--encoding=UTF8", "--no-locale",
            ],
            string.Empty,
            cancellationToken);
        Directory.Move(unfinished, Data);
    }

    // Not every system tells the command line of a process.
    private async Task<bool> IsServerAsync(string? id, CancellationToken cancellationToken)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return Process.GetProcessesByName("postgres").Any(p => p.Id.ToString(CultureInfo.InvariantCulture) == id);
        }

        var commandLine = $"/proc/{id}/cmdline";
        return File.Exists(commandLine)
            && (await File.ReadAllTextAsync(commandLine, cancellationToken)).Contains(Data, StringComparison.Ordinal);
    }
}
