using RabbitMQ.Client;
using Shop.ServiceDefaults.Commands;

namespace Shop.Tests.Messaging;

[Collection(ConsoleCollection.Name)]
public sealed class DeadLetterCommandsTests : MessagingTest
{
    [Fact]
    public async Task A_dead_letter_is_listed_stays_and_is_applied_when_it_is_replayed()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=0");
        var broken = true;
        consumer.Script.OnConsumeAsync = (_, _, _) => broken
            ? throw new InvalidOperationException("Not on my watch.")
            : Task.CompletedTask;
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var id = Guid.NewGuid();
        await broker.SendAsync(Json(AnOrder()), id, ("tenant", "kept"));
        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.DeadLetters) == 1, "a dead letter");

        var (listed, list) = await RunAsync(consumer, "dead-letters");
        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.DeadLetters) == 1, "its return");
        broken = false;
        var (replayed, replay) = await RunAsync(consumer, "replay", TestBroker.DeadLetters);

        Assert.Equal((0, 0), (listed, replayed));
        Assert.Contains("shop.orders.dead-letters: 0", list, StringComparison.Ordinal);
        Assert.Contains("shop.products.dead-letters: 1", list, StringComparison.Ordinal);
        Assert.Contains(
            $"ORDER_PLACED  {id}  System.InvalidOperationException  Not on my watch.", list, StringComparison.Ordinal);
        Assert.Contains("shop.products.dead-letters: 1 replayed.", replay, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the effect");
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Fact]
    public async Task No_dead_letter_is_lost_by_looking_though_the_broker_drops_what_returns_too_often()
    {
        var server = await RabbitMQServer.SharedAsync();
        await server.PutAsync(
            $"policies{new Uri(Broker).AbsolutePath}/limit",
            new Dictionary<string, object>
            {
                ["pattern"] = "dead-letters$",
                ["definition"] = new Dictionary<string, object> { ["delivery-limit"] = 3 },
                ["apply-to"] = "queues",
            });
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=0");
        consumer.Script.OnConsumeAsync = (_, _, _) => throw new InvalidOperationException("Never.");
        await using var broker = await TestBroker.ConnectAsync(Broker);
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid()];
        foreach (var id in ids)
        {
            await broker.SendAsync(Json(AnOrder()), id);
        }

        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.DeadLetters) == 2, "dead letters");

        for (var looks = 0; looks < 10; looks++)
        {
            var (_, list) = await RunAsync(consumer, "dead-letters", TestBroker.DeadLetters);

            Assert.All(ids, id => Assert.Contains(
                $"ORDER_PLACED  {id}  System.InvalidOperationException  Never.", list, StringComparison.Ordinal));
            await Eventually.TrueAsync(
                async () => await broker.CountAsync(TestBroker.DeadLetters) == 2, "the letters that were looked at");
        }
    }

    [Fact]
    public async Task Every_dead_letter_is_replayed_once_and_none_comes_back_round_after_round()
    {
        const int rounds = 3;
        string[] ids = [.. Enumerable.Range(0, 200).Select(_ => Guid.NewGuid().ToString())];
        // Nobody consumes what is replayed.
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var id in ids)
            {
                await broker.Channel.BasicPublishAsync(
                    "",
                    TestBroker.DeadLetters,
                    mandatory: true,
                    new BasicProperties { MessageId = id },
                    body: default,
                    TestContext.Current.CancellationToken);
            }

            await Eventually.TrueAsync(
                async () => await broker.CountAsync(TestBroker.DeadLetters) == ids.Length, "dead letters");

            await RunAsync(publisher, "replay", TestBroker.Queue);

            Assert.Equal(ids, await TakeAllAsync(broker, TestBroker.Queue));
            Assert.Empty(await TakeAllAsync(broker, TestBroker.DeadLetters));
        }
    }

    [Fact]
    public async Task What_fails_again_is_a_dead_letter_again_and_replayed_once()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=0");
        consumer.Script.OnConsumeAsync = (_, _, _) => throw new InvalidOperationException("Never.");
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var order = AnOrder();
        await broker.SendAsync(Json(order), Guid.NewGuid());
        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.DeadLetters) == 1, "a dead letter");

        await RunAsync(consumer, "replay", TestBroker.Queue);

        await Eventually.TrueAsync(() => consumer.Script.Attempts[order.OrderId] == 2, "a second attempt");
        await Eventually.TrueAsync(
            async () => await broker.CountAsync(TestBroker.DeadLetters) == 1, "a dead letter again");
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("replay", "shop.nobody")]
    [InlineData("dead-letters", "shop.nobody")]
    [InlineData("dead-letters", "shop.orders", "shop.products")]
    public async Task Arguments_that_name_no_queue_are_refused(params string[] arguments)
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);

        Assert.Equal((2, ""), await RunAsync(consumer, arguments));
    }

    private static async Task<List<string?>> TakeAllAsync(TestBroker broker, string queue)
    {
        var taken = new List<string?>();
        while (await broker.Channel.BasicGetAsync(
            queue, autoAck: true, TestContext.Current.CancellationToken) is { } message)
        {
            taken.Add(message.BasicProperties.MessageId);
        }

        return taken;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(MessagingHost host, params string[] arguments)
    {
        await using var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            return (await CommandRunner.RunAsync(host.Services, arguments), output.ToString());
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}

/// <summary>Tests that read what a command writes to the console, which the whole process shares.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
