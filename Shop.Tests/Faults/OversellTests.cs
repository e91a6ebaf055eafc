using Shop.Faults.Cluster;
using Shop.Faults.Oversell;

namespace Shop.Tests.Faults;

[Collection(ClusterCollection.Name)]
public sealed class OversellTests : IDisposable
{
    private readonly string _logs = Directory.CreateTempSubdirectory("shop-faults-").FullName;

    [Fact]
    public async Task Fifty_buyers_of_ten_units_get_ten_and_the_others_are_told()
    {
        await using var cluster = await ShopCluster.StartAsync(_logs, OversellCommand.Patience);

        Assert.Null(await new OversellRounds(cluster).PlayAsync(
            rounds: 3, static _ => { }, TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(_logs, recursive: true);
}
