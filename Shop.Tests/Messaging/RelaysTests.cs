using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Messaging.Outbox;

namespace Shop.Tests.Messaging;

public sealed class RelaysTests : MessagingTest
{
    private const string NoSweep = "Messaging:SweepInterval=00:05:00";

    [Fact]
    public async Task A_row_waits_while_another_relay_holds_an_earlier_one_of_its_subject()
    {
        var (first, second) = (AnOrder(), AnOrder());
        await StageAsync(first, second, first, second);
        await using var one = await BeginAsync();
        await using var other = await BeginAsync();

        var held = await OutboxTable.ClaimAsync(one, limit: 1, CancellationToken.None);
        var left = await OutboxTable.ClaimAsync(other, limit: 10, CancellationToken.None);

        Assert.Equal([(first.OrderId, false)], held.Select(row => (row.Subject, row.HeldBack)));
        Assert.Equal(
            [(second.OrderId, false), (first.OrderId, true), (second.OrderId, false)],
            left.Select(row => (row.Subject, row.HeldBack)));
    }

    [Fact]
    public async Task What_a_relay_gave_up_goes_first_again()
    {
        var order = AnOrder();
        await StageAsync(order, order);
        await using (var one = await BeginAsync())
        {
            await OutboxTable.ClaimAsync(one, limit: 1, CancellationToken.None);
            await one.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await using var other = await BeginAsync();
        var rows = await OutboxTable.ClaimAsync(other, limit: 10, CancellationToken.None);

        Assert.Equal(2, rows.Count);
        Assert.True(rows[0].Id < rows[1].Id);
        Assert.All(rows, row => Assert.False(row.HeldBack));
    }

    [Fact]
    public async Task Events_of_a_subject_leave_in_their_order_whichever_relay_sends_them()
    {
        const int subjects = 10;
        const int each = 40;
        await using var first = await RelayAsync(Broker, "Messaging:RelayBatchSize=3");
        await using var second = await RelayAsync(Broker, "Messaging:RelayBatchSize=3");
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var orders = Enumerable.Range(0, subjects).Select(_ => AnOrder()).ToArray();

        await Task.WhenAll(orders.Select(async order =>
        {
            for (var number = 1; number <= each; number++)
            {
                var line = new OrderPlacedLine(order.OrderId, number);
                await (number % 2 == 0 ? first : second).PublishAsync(order with { Lines = [line] });
            }
        }));

        var numbers = orders.ToDictionary(order => order.OrderId, _ => new List<int>());
        for (var taken = 0; taken < subjects * each; taken++)
        {
            var message = await broker.TakeAsync(TestBroker.Queue);
            var order = JsonSerializer.Deserialize(message.Body.Span, OrderPlaced.JsonTypeInfo)!;
            numbers[order.OrderId].Add(order.Lines[0].Quantity);
        }

        Assert.All(numbers.Values, sent => Assert.Equal(Enumerable.Range(1, each), sent));
    }

    [Fact]
    public async Task A_relay_that_cannot_reach_the_broker_hands_its_commits_to_another()
    {
        await using var cut = await RelayAsync("amqp://guest:guest@127.0.0.1:1", NoSweep);
        await using var well = await RelayAsync(Broker, NoSweep);
        await Eventually.TrueAsync(() => cut.State.RelayTrouble is not null, "a relay without a broker");

        await cut.PublishAsync(AnOrder());

        await Eventually.TrueAsync(async () => await well.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        Assert.Null(well.State.RelayTrouble);
    }

    [Fact]
    public async Task Events_wait_while_the_broker_blocks_those_who_publish_and_then_arrive_once()
    {
        await using var server = await RabbitMqServer.StartAsync();
        var uri = await server.CreateVirtualHostAsync();
        await using var publisher = await RelayAsync(uri, NoSweep, "Messaging:ConfirmTimeout=00:00:01");
        await using var consumer = await MessagingHost.ConsumerAsync(Database, uri);
        await publisher.PublishAsync(AnOrder());
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the effect before the alarm");

        await server.ControlAsync("set_vm_memory_high_watermark", "0");
        for (var sent = 0; sent < 5; sent++)
        {
            await publisher.PublishAsync(AnOrder(), AnOrder());
        }

        await Eventually.TrueAsync(
            () => publisher.State.RelayTrouble?.StartsWith("the broker takes no messages", StringComparison.Ordinal) == true,
            "a relay that is told to wait");
        Assert.Equal(10, await publisher.CountAsync<OutboxMessage>());
        Assert.Equal(1, await consumer.CountAsync<Effect>());
        await server.ControlAsync("set_vm_memory_high_watermark", "0.4");

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 11, "all effects");
        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        Assert.Equal(11, await consumer.CountAsync<Effect>());
    }

    private Task<MessagingHost> RelayAsync(string broker, params string[] settings) =>
        MessagingHost.StartAsync(ResourceNames.Orders, Database, broker, consumes: false, settings);

    private async Task StageAsync(params OrderPlaced[] events)
    {
        await using var context = new MessagingContext(
            new DbContextOptionsBuilder<MessagingContext>().UseNpgsql(Database).Options);
        foreach (var message in events)
        {
            context.Publish(message);
            await context.SaveChangesAsync();
        }
    }

    private async Task<NpgsqlTransaction> BeginAsync()
    {
        var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        return await connection.BeginTransactionAsync();
    }
}
