using System.Net;
using Shop.AppHost.Startup;

namespace Shop.Tests.AppHost;

public sealed class LocalhostCheckTests
{
    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.0.0.1 ::1", false, true)]
    [InlineData("::1", true, true)]
    [InlineData("::1", false, false)]
    [InlineData("127.0.0.1 192.0.2.1", true, false)]
    [InlineData("", true, false)]
    public void A_machine_must_know_itself_by_an_address_that_is_used(string addresses, bool hasIPv6, bool isUsable) =>
        Assert.Equal(
            isUsable,
            LocalhostCheck.IsUsable(
                [.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)], hasIPv6));
}
