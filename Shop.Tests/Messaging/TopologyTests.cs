using System.Text.Json;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Broker;
using Shop.Messaging.Outbox;

namespace Shop.Tests.Messaging;

public sealed class TopologyTests : MessagingTest
{
    [Fact]
    public async Task One_service_declares_the_topology_of_all_and_a_second_time_changes_nothing()
    {
        await StartAndStopAsync();
        var first = await DescribeAsync();
        await StartAndStopAsync();

        Assert.Equal(first, await DescribeAsync());
        Assert.Equal(
            [
                "exchange shop.dead-letters direct durable",
                "exchange shop.events topic durable",
                "queue shop.orders quorum durable limit=20 to shop.dead-letters as shop.orders at-least-once",
                "queue shop.orders.dead-letters quorum durable limit= to  as  ",
                "queue shop.products quorum durable limit=20 to shop.dead-letters as shop.products at-least-once",
                "queue shop.products.dead-letters quorum durable limit= to  as  ",
                "shop.dead-letters shop.orders -> shop.orders.dead-letters",
                "shop.dead-letters shop.products -> shop.products.dead-letters",
                "shop.events INVENTORY_UPDATE -> shop.orders",
                "shop.events ORDER_CANCELLED -> shop.products",
                "shop.events ORDER_PLACED -> shop.products",
                "shop.events PRODUCT_CREATED -> shop.orders",
            ],
            first);
    }

    [Fact]
    public async Task A_binding_of_an_earlier_version_is_removed()
    {
        await StartAndStopAsync();
        await using (var broker = await TestBroker.ConnectAsync(Broker))
        {
            await broker.Channel.QueueBindAsync(
                TestBroker.Queue, MessagingNames.EventsExchange, UserRegistered.EventName,
                cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Contains("shop.events USER_REGISTERED -> shop.products", await DescribeAsync());
        await StartAndStopAsync();

        Assert.DoesNotContain("shop.events USER_REGISTERED -> shop.products", await DescribeAsync());
    }

    [Fact]
    public async Task In_the_queue_of_a_listener_the_oldest_events_give_way()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            stop);
        var queue = await Topology.DeclareListenerQueueAsync(channel, OrdersUpdated.EventName, maxLength: 3, stop);

        for (byte number = 1; number <= 5; number++)
        {
            await channel.BasicPublishAsync(
                MessagingNames.EventsExchange, OrdersUpdated.EventName, new[] { number }, stop);
        }

        Assert.Equal(3u, await channel.MessageCountAsync(queue, stop));
        Assert.Equal([3], (await channel.BasicGetAsync(queue, autoAck: true, stop))!.Body.ToArray());
    }

    private async Task StartAndStopAsync()
    {
        await using var service = await MessagingHost.PublisherAsync(Database, Broker);

        // What has left the outbox was published after the whole topology had been declared.
        await service.PublishAsync(AnOrder());
        await Eventually.TrueAsync(async () => await service.CountAsync<OutboxMessage>() == 0, "an empty outbox");
    }

    private async Task<string[]> DescribeAsync()
    {
        var server = await RabbitMQServer.SharedAsync();
        var host = new Uri(Broker).AbsolutePath[1..];
        var exchanges = (await server.GetAsync($"exchanges/{host}")).EnumerateArray()
            .Where(exchange => Text(exchange, "name").StartsWith("shop", StringComparison.Ordinal))
            .Select(exchange => $"exchange {Text(exchange, "name")} {Text(exchange, "type")} {Durable(exchange)}");
        var queues = (await server.GetAsync($"queues/{host}")).EnumerateArray().Select(queue =>
        {
            var arguments = queue.GetProperty("arguments");

            return $"queue {Text(queue, "name")} {Text(arguments, "x-queue-type")} {Durable(queue)}"
                + $" limit={Text(arguments, "x-delivery-limit")} to {Text(arguments, "x-dead-letter-exchange")}"
                + $" as {Text(arguments, "x-dead-letter-routing-key")} {Text(arguments, "x-dead-letter-strategy")}";
        });
        var bindings = (await server.GetAsync($"bindings/{host}")).EnumerateArray()
            .Where(binding => Text(binding, "source").Length > 0)
            .Select(binding =>
                $"{Text(binding, "source")} {Text(binding, "routing_key")} -> {Text(binding, "destination")}");

        return [.. exchanges.Concat(queues).Concat(bindings).Order(StringComparer.Ordinal)];
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string Durable(JsonElement element) =>
        element.GetProperty("durable").GetBoolean() ? "durable" : "transient";
}
