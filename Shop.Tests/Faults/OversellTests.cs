using Shop.Faults.Oversell;

namespace Shop.Tests.Faults;

[Collection(ClusterCollection.Name)]
public sealed class OversellTests(ClusterFixture fixture)
{
    [Fact]
    public async Task Fifty_buyers_of_ten_units_get_ten_and_the_others_are_told() =>
        Assert.Null(await new OversellRounds(fixture.Cluster).PlayAsync(
            rounds: 3, static _ => { }, TestContext.Current.CancellationToken));
}
