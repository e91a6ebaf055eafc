using Npgsql;
using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>pg_terminate_backend of some sessions of the services, or of all.</summary>
internal sealed record TerminateBackends(ShopCluster Shop) : Fault("end database sessions", FaultTarget.Database)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var share = random.Next(3) == 0 ? 1 : random.NextDouble();
        await using var connection = new NpgsqlConnection(Shop.Databases.Values.First());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = ANY ($1) AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND random() <= $2
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Shop.Databases.Keys] });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = share });

        return $"{await command.ExecuteScalarAsync()}, {share:P0} of all";
    }
}
