using Shop.Faults.Attacks;

namespace Shop.Tests.Faults;

/// <summary>What an attack costs is measured by the command attack.</summary>
[Collection(ClusterCollection.Name)]
public sealed class AttackTests(ClusterFixture fixture)
{
    [Fact]
    public async Task Strangers_get_what_they_should_and_take_no_place_of_an_honest_client()
    {
        var stop = TestContext.Current.CancellationToken;
        using var scene = await AttackScene.PrepareAsync(fixture.Cluster);
        var run = new AttackRun(scene, TimeSpan.FromSeconds(5));
        var asking = new HonestClient(scene).AskAsync(TimeSpan.FromSeconds(5), stop);

        foreach (var attack in AttackCatalogue.All)
        {
            var outcome = await run.StrikeAsync(attack, stop);
            Assert.True(attack.IsRight(outcome), $"{attack.Name}: {outcome}");
        }

        Assert.Empty((await asking).Failures);
    }
}
