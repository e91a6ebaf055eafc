using Shop.Faults.Cluster;

namespace Shop.Tests.Faults;

/// <summary>The shop with two replicas of each service, started once for all tests of the collection.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly string _logs = Directory.CreateTempSubdirectory("shop-faults-").FullName;
    private ShopCluster? _cluster;

    internal ShopCluster Cluster => _cluster ?? throw new InvalidOperationException("The shop has not started.");

    public async ValueTask InitializeAsync() =>
        _cluster = await ShopCluster.StartAsync(_logs, new ClusterOptions { Metrics = true });

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_logs, recursive: true);
    }
}

/// <summary>Two replicas of everything want the machine for themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
