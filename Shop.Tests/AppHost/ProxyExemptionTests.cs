using Shop.AppHost.Startup;

namespace Shop.Tests.AppHost;

public sealed class ProxyExemptionTests
{
    private const string Loopback = "localhost,127.0.0.1,::1,[::1]";

    [Fact]
    public void Exempts_this_machine_where_nothing_is_exempt() =>
        Assert.Equal(Loopback, ProxyExemption.Extend([null, ""]));

    [Fact]
    public void Keeps_what_is_exempt_already() =>
        Assert.Equal($".example,10.0.0.1,{Loopback}", ProxyExemption.Extend([null, ".example,10.0.0.1"]));

    [Fact]
    public void Keeps_what_counts_of_two() => Assert.Equal($"a,{Loopback}", ProxyExemption.Extend(["a", "b"]));
}
