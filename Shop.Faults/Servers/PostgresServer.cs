using Npgsql;

namespace Shop.Faults.Servers;

/// <summary>
/// A private PostgreSQL on a free loopback port, which needs no container engine. One is shared by the whole run:
/// <c>var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();</c> gives the connection string
/// of an empty database. It ends with the process. Who breaks it starts one of their own:
/// <c>await using var server = await PostgresServer.StartAsync();</c>, KillAsync, RestartAsync.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("shop-postgres-").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private readonly string _connectionString;
    private ServerProcess? _process;

    private PostgresServer() => _connectionString =
        $"Host=127.0.0.1;Port={_port};Username=postgres;Password=none;Database=postgres;Maximum Pool Size=50;Connection Idle Lifetime=10;Connection Pruning Interval=2";

    private string Data => Path.Combine(_directory, "data");

    /// <summary>What the server has logged.</summary>
    public string Log => Path.Combine(_directory, "output.log");

    public static Task<PostgresServer> SharedAsync() => Shared.Server;

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        await server.InitializeAsync();
        await server.RestartAsync();
        return server;
    }

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string? name = null)
    {
        name ??= $"test_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Kills every process of the server at once (SIGKILL): the next start is a crash recovery.</summary>
    public async Task KillAsync()
    {
        await _process!.KillWithChildrenAsync();
        _process = null;
    }

    /// <summary>Starts the server on the same port and data, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        _process = await ServerProcess.StartAsync(
            _directory,
            [
                .. AsUser(), Path.Combine(FindBinaries(), "postgres"), "-D", Data, "-p", $"{_port}",
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=400",
                // A server that is killed keeps what it has committed; only the machine itself must not fail.
                "-c", "fsync=off", "-c", "full_page_writes=off",
            ]);
        await Eventually.SucceedsAsync(
            async () =>
            {
                await using var connection = new NpgsqlConnection(_connectionString);
                await connection.OpenAsync();
            },
            $"PostgreSQL in {_directory}",
            TimeSpan.FromSeconds(90));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.EndAsync();
        }
        else
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await ServerProcess.CommandAsync("chown", ["postgres:postgres", _directory]);
        }

        string[] command =
        [
            .. AsUser(), Path.Combine(FindBinaries(), "initdb"),
            "--pgdata", Data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync",
        ];
        await ServerProcess.CommandAsync(command[0], command[1..]);
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsUser() => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        : [];

    private static string FindBinaries()
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(path => Path.Combine(path, "bin"))
                : []);
        return directories.FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed (initdb is neither in PATH nor below /usr/lib/postgresql).");
    }

    private static class Shared
    {
        public static readonly Task<PostgresServer> Server = StartAsync();
    }
}
