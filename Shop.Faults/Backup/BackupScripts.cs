using Npgsql;
using Shop.Contracts;
using Shop.Faults.Cluster;
using Shop.LocalServers;

namespace Shop.Faults.Backup;

/// <summary>The scripts of deploy/backup, as an operator runs them.</summary>
internal sealed class BackupScripts(ShopCluster shop)
{
    private static readonly string Folder = Path.Combine(ServiceProgram.ThisCheckout, "deploy", "backup");

    // All of a shop's databases are on one server, and have the names of their services.
    private readonly Dictionary<string, string> _environment = Environment(shop.Databases[ResourceNames.Orders]);

    /// <summary>Writes a backup while the shop runs.</summary>
    /// <exception cref="LocalServerException">The script said no.</exception>
    public Task BackUpAsync(string folder) => RunAsync("backup.sh", folder);

    /// <summary>Puts the databases back; nobody may be connected.</summary>
    /// <exception cref="LocalServerException">The script said no.</exception>
    public Task RestoreAsync(string folder) => RunAsync("restore.sh", folder);

    private static Dictionary<string, string> Environment(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);

        return new()
        {
            ["PGHOST"] = settings.Host!,
            ["PGPORT"] = $"{settings.Port}",
            ["PGUSER"] = settings.Username!,
            ["PGPASSWORD"] = settings.Password!,
        };
    }

    private Task<string> RunAsync(string script, string folder) =>
        LocalProgram.RunAsync(["bash", Path.Combine(Folder, script), folder], environment: _environment);
}
