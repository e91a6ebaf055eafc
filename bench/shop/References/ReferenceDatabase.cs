using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Shop.Contracts;
using Shop.Faults.Cluster;
using Shop.LocalServers;

namespace Shop.Bench.Shop.References;

/// <summary>
/// The tables that an order touches in one database on the server of the shop, with the same columns, constraints,
/// indexes and products, and pgbench beside them.
/// </summary>
internal sealed partial class ReferenceDatabase
{
    private const int MostConnectingSeconds = 16;

    private static readonly TimeSpan CopyTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(60);

    private readonly string[] _server;
    private readonly Dictionary<string, string> _environment;
    private readonly string _directory;
    private readonly int _products;
    private int _run;

    private ReferenceDatabase(NpgsqlConnectionStringBuilder connection, string directory, int products)
    {
        _server = ["-h", connection.Host!, "-p", $"{connection.Port}", "-U", connection.Username!];
        _environment = new() { ["PGPASSWORD"] = connection.Password! };
        _directory = directory;
        _products = products;
    }

    private static string Name => "reference";

    /// <summary>Copies tables and products of a shop that is filled.</summary>
    /// <param name="shop">Whose tables.</param>
    /// <param name="directory">Where files are kept.</param>
    /// <param name="products">How many there are.</param>
    public static async Task<ReferenceDatabase> CreateAsync(ShopCluster shop, string directory, int products)
    {
        var connection = new NpgsqlConnectionStringBuilder(await shop.Postgres.CreateDatabaseAsync(Name));
        var database = new ReferenceDatabase(connection, directory, products);
        await database.CopyAsync(ResourceNames.Orders, "--schema-only", "-t", "orders", "-t", "order_lines");
        await database.CopyAsync(ResourceNames.Products, "--schema-only", "-t", "order_decisions");
        await database.CopyAsync(
            ResourceNames.Products, "--exclude-table-data=stock_movements", "-t", "products", "-t", "stock_movements");
        await database.RunAsync("psql", Name, "-q", "-c", "VACUUM ANALYZE");

        return database;
    }

    /// <summary>Runs a script of pgbench with prepared statements.</summary>
    /// <exception cref="LocalServerException">A statement failed.</exception>
    /// <exception cref="InvalidOperationException">Connections take longer than the time for them.</exception>
    public async Task<PgbenchResult> RunAsync(string script, int connections, TimeSpan duration)
    {
        var file = Path.Combine(_directory, "script.sql");
        await File.WriteAllTextAsync(file, script);
        // The time that pgbench is given begins before its connections are made.
        for (var connecting = 1; connecting <= MostConnectingSeconds; connecting *= 2)
        {
            var seconds = (int)duration.TotalSeconds + connecting;
            var output = await RunAsync(file, connections, seconds);
            if (Connecting().Match(output) is { Success: true } match && Number(match) < 1000.0 * connecting)
            {
                return new PgbenchResult(
                    Number(Rate(), output), (long)Number(Transactions(), output), (long)Number(Failed(), output),
                    Number(Latency(), output));
            }
        }

        throw new InvalidOperationException($"pgbench needs more than {MostConnectingSeconds} s to connect.");
    }

    private Task<string> RunAsync(string file, int connections, int seconds) => LocalProgram.RunAsync(
        [
            PostgresCluster.Find("pgbench"), .. _server, "-n", "-M", "prepared", "-f", file,
            "-c", $"{connections}", "-j", $"{Math.Min(connections, Environment.ProcessorCount)}", "-T", $"{seconds}",
            "-D", $"run={++_run}", "-D", "n=0", "-D", $"products={_products}", Name,
        ],
        environment: _environment,
        timeLimit: TimeSpan.FromSeconds(seconds) + EndTime);

    private async Task CopyAsync(string database, params string[] tables)
    {
        var file = Path.Combine(_directory, "tables.sql");
        await RunAsync("pg_dump", database, ["--no-owner", "-f", file, .. tables]);
        await RunAsync("psql", Name, "-q", "-v", "ON_ERROR_STOP=1", "-f", file);
    }

    private Task<string> RunAsync(string program, string database, params string[] arguments) => LocalProgram.RunAsync(
        [PostgresCluster.Find(program), .. _server, "-d", database, .. arguments],
        environment: _environment,
        timeLimit: CopyTime);

    private static double Number(Regex pattern, string output) =>
        pattern.Match(output) is { Success: true } match
            ? Number(match)
            : throw new InvalidOperationException($"pgbench: {output}");

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^initial connection time = ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex Connecting();

    [GeneratedRegex(@"^tps = ([\d.]+) \(without initial connection time\)", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^number of transactions actually processed: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Transactions();

    [GeneratedRegex(@"^number of failed transactions: (\d+)", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^latency average = ([\d.]+) ms", RegexOptions.Multiline)]
    private static partial Regex Latency();
}

/// <param name="Rate">Transactions per second, the time for connections left out.</param>
/// <param name="Transactions">All of them.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="MeanLatency">Milliseconds.</param>
internal sealed record PgbenchResult(double Rate, long Transactions, long Failed, double MeanLatency);
