using System.Net.WebSockets;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Subscriptions;

/// <summary>A client that does not read is a burden to itself only.</summary>
public sealed class SlowClientTests
{
    private const string Subscription = "subscription { blocks }";
    private const int Events = 2_000;

    [Fact]
    public async Task Drops_the_oldest_events_of_a_slow_client_and_delays_no_other()
    {
        await using var app = await StartAsync(sendTimeout: TimeSpan.FromMinutes(5));
        using var slow = await SocketClient.ConnectAsync(app);
        using var quick = await SocketClient.ConnectAsync(app);
        await slow.SubscribeAsync("1", Subscription);
        await quick.SubscribeAsync("1", Subscription);
        await app.WaitForSubscribersAsync("Blocks", 2);

        for (var i = 0; i < Events; i++)
        {
            await app.Sender().SendAsync("Blocks", i, TestContext.Current.CancellationToken);
            Assert.Equal(i, NumberOf(await quick.ReceiveAsync()));
        }

        await app.Sender().CompleteAsync("Blocks");
        var received = new List<int>();
        string answer;
        while ((answer = await slow.ReceiveAsync()).Contains("\"next\"", StringComparison.Ordinal))
        {
            received.Add(NumberOf(answer));
        }

        Assert.Equal("""{"id":"1","type":"complete"}""", answer);
        Assert.Equal(Events - 1, received[^1]);
        Assert.Equal(received.Order(), received);
        Assert.InRange(received.Count, 64, Events - 1);
    }

    [Fact]
    public async Task Cuts_a_client_that_a_message_waits_for_too_long()
    {
        await using var app = await StartAsync(sendTimeout: TimeSpan.FromMilliseconds(200));
        using var slow = await SocketClient.ConnectAsync(app);
        await slow.SubscribeAsync("1", Subscription);
        await app.WaitForSubscribersAsync("Blocks", 1);

        var cut = app.WaitForSubscribersAsync("Blocks", 0);
        while (!cut.IsCompleted)
        {
            await app.Sender().SendAsync("Blocks", 1, TestContext.Current.CancellationToken);
            await Task.WhenAny(cut, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        await cut;
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
            {
                await slow.ReceiveAsync();
            }
        });
    }

    private static Task<WebApplication> StartAsync(TimeSpan sendTimeout) => SubscriptionHost.StartAsync(
        builder => builder.AddTypeExtension<BlockFeed>(),
        options =>
        {
            options.Sockets.KeepAliveInterval = null;
            options.Sockets.SendTimeout = sendTimeout;
        });

    private static int NumberOf(string answer)
    {
        var start = answer.IndexOf("blocks\":\"", StringComparison.Ordinal) + "blocks\":\"".Length;

        return int.Parse(answer.AsSpan(start, answer.AsSpan(start).IndexOf(' ')), provider: null);
    }

    [ExtendObjectType(OperationTypeNames.Subscription)]
    private sealed class BlockFeed
    {
        // So large that the buffers of the network hold few of them.
        [Subscribe]
        public string Blocks([EventMessage] int number) => $"{number} {new string('x', 30_000)}";
    }
}
