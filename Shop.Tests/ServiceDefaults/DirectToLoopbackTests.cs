using System.Net;
using Shop.ServiceDefaults.Http;

namespace Shop.Tests.ServiceDefaults;

public sealed class DirectToLoopbackTests
{
    private static readonly Uri Proxy = new("http://proxy.example:3128");

    private readonly DirectToLoopback _proxies = new(new WebProxy(Proxy));

    [Theory]
    [InlineData("http://localhost:4317")]
    [InlineData("http://127.0.0.1:4317")]
    [InlineData("http://[::1]:4317")]
    public void Goes_straight_to_this_machine(string address)
    {
        Assert.True(_proxies.IsBypassed(new Uri(address)));
        Assert.Null(_proxies.GetProxy(new Uri(address)));
    }

    [Fact]
    public void Goes_to_other_machines_as_the_environment_says()
    {
        var collector = new Uri("https://collector.example");

        Assert.False(_proxies.IsBypassed(collector));
        Assert.Equal(Proxy, _proxies.GetProxy(collector));
    }
}
