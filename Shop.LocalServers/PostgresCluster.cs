using System.Globalization;

namespace Shop.LocalServers;

/// <summary>The directory of a local PostgreSQL server, made on the first start and kept.</summary>
public sealed class PostgresCluster(string directory, PostgresOptions options)
{
    /// <summary>Who runs the server, and its superuser.</summary>
    public const string User = "postgres";

    private const string HostBasedAuthentication = """
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256

        """;

    // The newest first.
    private static readonly string[] Directories =
    [
        .. Enumerable.Range(0, 20)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"/usr/lib/postgresql/{33 - i}/bin")),
        "/opt/homebrew/bin",
        "/usr/local/pgsql/bin",
    ];

    /// <summary>
    /// Whether the server takes connections: the eighth line of its lock file. One that comes too early is refused, and
    /// the server complains of it.
    /// </summary>
    public bool IsReady => File.Exists(LockFile) && File.ReadLines(LockFile).ElementAtOrDefault(7)?.Trim() is "ready";

    private string Data { get; } = Path.Combine(directory, "data");

    private string LockFile => Path.Combine(Data, "postmaster.pid");

    // A server that is killed keeps what it has committed; only the machine itself must not fail.
    private string[] Durability => options.Durable ? [] : ["-c", "fsync=off", "-c", "full_page_writes=off"];

    /// <exception cref="LocalServerException">PostgreSQL is not installed.</exception>
    public static string Find(string program) => LocalProgram.Find(program, Directories)
        ?? throw new LocalServerException(
            $"PostgreSQL is not installed ({program} was not found), "
            + "and no container engine answers: run eng/setup.sh.");

    /// <summary>The command line of the server.</summary>
    public IReadOnlyList<string> Command(int port) => SupervisedServer.Command(
        User,
        directory,
        "INT",
        [
            Find("postgres"), "-D", Data, "-p", $"{port}", .. Durability,
            "-c", "listen_addresses=127.0.0.1,::1", "-c", "unix_socket_directories=",
            "-c", $"max_connections={options.MaxConnections}", "-c", $"log_min_messages={options.LogLevel}",
            .. options.Settings.SelectMany(setting => (string[])["-c", setting]),
        ]);

    /// <summary>Ends the server of an earlier run that was killed with its supervisor.</summary>
    public Task EndOrphanAsync(CancellationToken cancellationToken) =>
        OrphanedServer.EndAsync(LockFile, "postgres", directory, "QUIT", cancellationToken);

    /// <summary>Makes the cluster if there is none, and sets the password of its superuser.</summary>
    public async Task PrepareAsync(string password, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await InitializeAsync(cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(Data, "pg_hba.conf"), HostBasedAuthentication, cancellationToken);

        // The password may have been generated anew since the cluster was made; whoever owns the files may set it.
        await LocalProgram.RunAsync(
            [.. LocalProgram.RunAs(User), Find("postgres"), "--single", "-D", Data, .. Durability, "postgres"],
            $"ALTER ROLE {User} PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}'\n",
            cancellationToken: cancellationToken);
    }

    // Under another name until it is complete: a start that was broken off leaves nothing that looks like a cluster.
    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var unfinished = $"{Data}.unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        string[] sync = options.Durable ? [] : ["--no-sync"];
        await LocalProgram.RunAsync(
            [
                .. LocalProgram.RunAs(User), Find("initdb"), "-D", unfinished, "-U", User,
                "--auth=reject", "--encoding=UTF8", "--no-locale", .. sync,
            ],
            cancellationToken: cancellationToken);
        Directory.Move(unfinished, Data);
    }
}
