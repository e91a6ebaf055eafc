using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Messaging.Outbox;

namespace Shop.Tests.Messaging;

public sealed class RelaysTests : MessagingTest
{
    private const string NoSweep = "Messaging:SweepInterval=00:05:00";

    [Fact]
    public async Task A_row_that_another_relay_holds_is_left_to_it_and_all_others_are_sent()
    {
        var (first, second) = (AnOrder(), AnOrder());
        await StageAsync(first, second);
        await using var one = await BeginAsync();
        await using var other = await BeginAsync();

        var held = await OutboxTable.ClaimAsync(one, limit: 1, age: default, CancellationToken.None);
        var left = await OutboxTable.ClaimAsync(other, limit: 10, age: default, CancellationToken.None);

        Assert.Equal([first.OrderId], held.Select(row => row.Subject));
        Assert.Equal([second.OrderId], left.Select(row => row.Subject));
    }

    [Fact]
    public async Task What_a_relay_gave_up_goes_first_again()
    {
        var (first, second) = (AnOrder(), AnOrder());
        await StageAsync(first, second);
        await using (var one = await BeginAsync())
        {
            await OutboxTable.ClaimAsync(one, limit: 1, age: default, CancellationToken.None);
            await one.Database.RollbackTransactionAsync(TestContext.Current.CancellationToken);
        }

        await using var other = await BeginAsync();
        var rows = await OutboxTable.ClaimAsync(other, limit: 10, age: default, CancellationToken.None);

        Assert.Equal([first.OrderId, second.OrderId], rows.Select(row => row.Subject));
    }

    [Fact]
    public async Task What_another_process_has_just_written_is_left_to_it()
    {
        await StageAsync(AnOrder());
        await using var context = await BeginAsync();

        Assert.Empty(await OutboxTable.ClaimAsync(
            context, limit: 10, age: TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task What_a_relay_without_a_broker_cannot_send_another_sweeps()
    {
        await using var cut = await RelayAsync("amqp://guest:guest@127.0.0.1:1");
        await using var well = await RelayAsync(Broker);
        await Eventually.TrueAsync(() => cut.State.Relay.Trouble is not null, "a relay without a broker");

        await cut.PublishAsync(AnOrder());

        await Eventually.TrueAsync(async () => await well.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        Assert.Null(well.State.Relay.Trouble);
    }

    [Fact]
    public async Task Events_wait_while_the_broker_blocks_those_who_publish_and_then_arrive_once()
    {
        await using var server = await RabbitMQServer.StartAsync();
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
            () => publisher.State.Relay.Trouble
                ?.StartsWith("the broker takes no messages", StringComparison.Ordinal) == true,
            "a relay that is told to wait");
        Assert.Equal(10, await publisher.CountAsync<OutboxMessage>());
        Assert.Equal(1, await consumer.CountAsync<Effect>());
        await server.ControlAsync("set_vm_memory_high_watermark", "0.4");

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 11, "all effects");
        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        Assert.Equal(11, await consumer.CountAsync<Effect>());
    }

    private Task<MessagingHost> RelayAsync(string broker, params string[] settings) =>
        MessagingHost.StartAsync(ResourceNames.Users, Database, broker, _ => { }, settings);

    private async Task StageAsync(params OrderPlaced[] events)
    {
        await using var context = new MessagingContext(
            new DbContextOptionsBuilder<MessagingContext>().UseNpgsql(Database).Options);
        foreach (var message in events)
        {
            context.Publish(message);
            await context.SaveChangesAsync();
            // Ids are in the order of time to the millisecond.
            await Task.Delay(2);
        }
    }

    private async Task<MessagingContext> BeginAsync()
    {
        var context = new MessagingContext(
            new DbContextOptionsBuilder<MessagingContext>().UseNpgsql(Database).Options);
        await context.Database.BeginTransactionAsync();

        return context;
    }
}
