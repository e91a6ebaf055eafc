using Shop.Faults.Kinds;
using Shop.Faults.Run;

namespace Shop.Tests.Faults;

[Collection(ClusterCollection.Name)]
public sealed class FaultRunTests(ClusterFixture fixture) : IDisposable
{
    private static readonly RunOptions Short = new(Seed: 42, TimeSpan.FromSeconds(60), Customers: 6, new Pace(1, 2));

    private readonly string _directory = Directory.CreateTempSubdirectory("shop-faults-").FullName;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_sold_twice_while_the_shop_is_taken_apart()
    {
        var history = new History(TextWriter.Null, Path.Combine(_directory, "history.txt"));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var result = await new FaultRun(fixture.Cluster, Short, history, TextWriter.Null).RunAsync(limit.Token);

        Assert.True(result.Findings.Count == 0, Report.Of(result));
        Assert.NotNull(result.Drained);
        Assert.InRange(result.Strikes.SelectMany(strike => strike.Kinds).Distinct().Count(), 4, int.MaxValue);
        Assert.Contains(result.State.Orders.Values, order => order.Is("CONFIRMED"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
