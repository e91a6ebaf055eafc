using System.Net;
using System.Net.Sockets;
using Shop.AppHost.Startup;

namespace Shop.Tests.AppHost;

public sealed class PortCheckTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    public async Task A_port_in_use_is_named_with_the_process_that_has_it(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), LoopbackPort.FindFree());
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<LocalServerException>(() => WaitAsync(port, TimeSpan.Zero));

        Assert.StartsWith(
            $"Port {port}, of gateway, is in use by process {Environment.ProcessId} (",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_given_back_in_time_is_waited_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, LoopbackPort.FindFree());
        listener.Start();

        var waiting = WaitAsync(((IPEndPoint)listener.LocalEndpoint).Port, TimeSpan.FromSeconds(30));
        Assert.False(waiting.IsCompleted);
        listener.Stop();

        await waiting;
    }

    private static Task WaitAsync(int port, TimeSpan patience) =>
        PortCheck.WaitUntilFreeAsync([("gateway", port)], TestContext.Current.CancellationToken, patience);
}
