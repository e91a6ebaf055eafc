using Shop.LocalServers;

namespace Shop.Faults.Cluster;

/// <summary>How the shop runs.</summary>
internal sealed record ClusterOptions
{
    /// <summary>Processes each of users, products and orders.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>Processes of the gateway, which clients call in turn.</summary>
    public int Gateways { get; init; } = 1;

    /// <summary>The working copy whose programs run; null is this one.</summary>
    public string? Checkout { get; init; }

    /// <summary>How PostgreSQL runs; where it is null, what is committed need not outlive the machine.</summary>
    public PostgresOptions? Postgres { get; init; }

    /// <summary>
    /// Settings of the runtime, as environment variables. Processes that live for minutes start faster without what
    /// pays in hours.
    /// </summary>
    public IReadOnlyDictionary<string, string> Runtime { get; init; } = new Dictionary<string, string>
    {
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <summary>Settings of the services, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether each process tells metrics at <see cref="Replica.MetricsPort"/>.</summary>
    public bool Metrics { get; init; }

    /// <summary>Fills the databases, which have their tables, before the services start.</summary>
    public Func<ShopCluster, Task> FillAsync { get; init; } = static _ => Task.CompletedTask;
}
