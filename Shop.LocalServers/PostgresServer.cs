using Npgsql;

namespace Shop.LocalServers;

/// <summary>
/// A private PostgreSQL. One is shared by the whole run:
/// <c>var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();</c> gives the connection string
/// of an empty database. Who breaks it starts one of their own:
/// <c>await using var server = await PostgresServer.StartAsync();</c>, KillAsync, RestartAsync.
/// </summary>
public sealed class PostgresServer : PrivateServer
{
    private const string Password = "none";

    /// <summary>For servers that need not outlive the machine.</summary>
    private static readonly PostgresOptions Quick =
        new() { Durable = false, MaxConnections = 400, LogLevel = "warning" };

    private readonly int _port = LoopbackPort.FindFree();
    private readonly string _connectionString;
    private readonly PostgresCluster _cluster;

    /// <param name="options">How the server runs.</param>
    /// <param name="pooling">What connection strings say of pools; empty for what clients do by themselves.</param>
    private PostgresServer(PostgresOptions options, string pooling)
        : base("postgres")
    {
        _cluster = new PostgresCluster(Root, options);
        _connectionString =
            $"Host=127.0.0.1;Port={_port};Username={PostgresCluster.User};Password={Password};"
            + $"Database=postgres;{pooling}";
    }

    /// <summary>What the server has logged.</summary>
    public string Log => Output;

    public static Task<PostgresServer> SharedAsync() => Shared.Server;

    /// <param name="options">How the server runs; without, what it commits does not outlive the machine.</param>
    public static Task<PostgresServer> StartAsync(PostgresOptions? options = null) =>
        StartAsync(options ?? Quick, pooling: "");

    public override async Task KillAsync()
    {
        await base.KillAsync();
        // As long as init has not buried the killed server, another one would take it for alive.
        await _cluster.EndOrphanAsync(CancellationToken.None);
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

    private static async Task<PostgresServer> StartAsync(PostgresOptions options, string pooling)
    {
        var server = new PostgresServer(options, pooling);
        await LocalProgram.GiveAsync(server.Root, PostgresCluster.User);
        await server._cluster.PrepareAsync(Password);
        await server.RestartAsync();

        return server;
    }

    private protected override (IReadOnlyList<string> Command, IReadOnlyDictionary<string, string>? Environment)
        Start() =>
        (_cluster.Command(_port), null);

    private protected override async Task AskAsync()
    {
        // Not from the pool: it would hand out a connection to the server that was killed.
        await using var connection = new NpgsqlConnection($"{_connectionString};Pooling=false");
        await connection.OpenAsync();
    }

    private static class Shared
    {
        // Hundreds of databases share its connections.
        public static readonly Task<PostgresServer> Server = StartAsync(
            Quick, "Maximum Pool Size=50;Connection Idle Lifetime=10;Connection Pruning Interval=2");
    }
}
