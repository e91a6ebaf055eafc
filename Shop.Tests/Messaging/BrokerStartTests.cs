using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using Shop.Messaging;
using Shop.Messaging.Broker;

namespace Shop.Tests.Messaging;

public sealed class BrokerStartTests
{
    [Fact]
    public async Task A_loop_in_trouble_waits_until_the_broker_listens()
    {
        var port = LoopbackPort.FindFree();
        var loop = new LoopState("relay");
        var broker = new BrokerStart(new ConnectionFactory { HostName = "127.0.0.1", Port = port });

        var waiting = broker.WaitAsync(loop, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        Assert.Equal("the broker has not been reached yet.", loop.Trouble);

        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        var broker = new BrokerStart(
            new ConnectionFactory { HostName = "127.0.0.1", Port = LoopbackPort.FindFree() });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => broker.WaitAsync(new LoopState("relay"), stop.Token));
    }
}
