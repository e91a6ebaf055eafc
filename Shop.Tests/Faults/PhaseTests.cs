using Shop.Faults.Cluster;
using Shop.Faults.Load;

namespace Shop.Tests.Faults;

public sealed class PhaseTests
{
    private static readonly Answer Known = new(null, null, TimeSpan.FromSeconds(1));
    private static readonly Answer Lost = new(null, null, TimeSpan.FromSeconds(2), "The connection broke.");

    [Fact]
    public void What_is_asked_again_is_one_request_that_has_not_failed() => Assert.Equal(
        new Phase("migrations", Requests: 1, Retried: 1, Failed: 0, TimeSpan.FromSeconds(2)),
        new Phase("migrations").With(Lost, again: true).With(Known, again: false));

    [Fact]
    public void What_is_given_up_has_failed() => Assert.Equal(
        new Phase("migrations", Requests: 2, Retried: 1, Failed: 1, TimeSpan.FromSeconds(2)),
        new Phase("migrations").With(Lost, again: true).With(Lost, again: false).With(Known, again: false));
}
