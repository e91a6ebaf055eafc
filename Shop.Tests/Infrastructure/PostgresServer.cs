using Npgsql;

namespace Shop.Tests.Infrastructure;

/// <summary>
/// A private PostgreSQL on a free loopback port, which needs no container engine. One is shared by the whole run:
/// <c>var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();</c> gives the connection string
/// of an empty database; as a class fixture use <see cref="PostgresFixture"/>. It ends with the test process.
/// </summary>
internal sealed class PostgresServer
{
    private readonly ServerProcess _process;
    private readonly string _connectionString;

    private PostgresServer(ServerProcess process, string connectionString) =>
        (_process, _connectionString) = (process, connectionString);

    public static Task<PostgresServer> SharedAsync() => Shared.Server;

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        _process.ThrowIfEnded();
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ConnectionString;
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var binaries = FindBinaries();
        var directory = Directory.CreateTempSubdirectory("shop-postgres-").FullName;
        var data = Path.Combine(directory, "data");
        string[] asUser = [];
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root.
            asUser = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"];
            await ServerProcess.CommandAsync("chown", ["postgres:postgres", directory]);
        }

        string[] initialize =
        [
            .. asUser, Path.Combine(binaries, "initdb"),
            "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync",
        ];
        await ServerProcess.CommandAsync(initialize[0], initialize[1..]);

        var port = ServerProcess.FreePort();
        var process = await ServerProcess.StartAsync(
            directory,
            [
                .. asUser, Path.Combine(binaries, "postgres"), "-D", data, "-p", $"{port}",
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=400",
                "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
            ]);
        var connectionString =
            $"Host=127.0.0.1;Port={port};Username=postgres;Password=none;Database=postgres;Maximum Pool Size=50";
        await Eventually.SucceedsAsync(
            async () =>
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
            },
            $"PostgreSQL in {directory}");
        return new PostgresServer(process, connectionString);
    }

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
