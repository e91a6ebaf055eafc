using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Messaging;

public sealed class DatabaseOutageTests : MessagingTest
{
    [Fact]
    public async Task Deliveries_are_held_and_not_used_up_while_the_database_is_away()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await CreateTablesAsync(database);
        await using var consumer = await MessagingHost.ConsumerAsync(database, Broker, "Messaging:Redeliveries=0");
        await using var broker = await TestBroker.ConnectAsync(Broker);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await Eventually.TrueAsync(
            async () => await consumer.CountAsync<Effect>() == 1, "the effect before the outage");

        await server.KillAsync();
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await Eventually.TrueAsync(() => consumer.State.Consumer.Trouble is not null, "consumers that wait");
        await server.RestartAsync();

        await Eventually.SucceedsAsync(
            async () => Assert.Equal(3, await consumer.CountAsync<Effect>()), "all effects", TimeSpan.FromSeconds(60));
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Fact]
    public async Task Deliveries_are_held_while_the_database_takes_no_writes()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=0");
        await using var broker = await TestBroker.ConnectAsync(Broker);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await Eventually.TrueAsync(
            async () => await consumer.CountAsync<Effect>() == 1, "the effect before the outage");

        await ReadOnlyDatabase.SetAsync(Database, isReadOnly: true);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await Eventually.TrueAsync(() => IsReadOnly(consumer.State.Consumer), "consumers that wait");
        await ReadOnlyDatabase.SetAsync(Database, isReadOnly: false);

        await Eventually.SucceedsAsync(
            async () => Assert.Equal(3, await consumer.CountAsync<Effect>()), "all effects", TimeSpan.FromSeconds(60));
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Fact]
    public async Task Events_wait_while_the_database_takes_no_writes()
    {
        await using var publisher = await MessagingHost.ConsumerAsync(
            Database, Broker, "Messaging:SweepInterval=00:00:00.100");
        await using var broker = await TestBroker.ConnectAsync(Broker);
        await Eventually.TrueAsync(() => publisher.State.Relay.Trouble is null, "a relay");

        await ReadOnlyDatabase.SetAsync(Database, isReadOnly: true);
        await Eventually.TrueAsync(() => IsReadOnly(publisher.State.Relay), "a relay that waits");
        await ReadOnlyDatabase.SetAsync(Database, isReadOnly: false);
        await publisher.PublishAsync(AnOrder());

        await Eventually.SucceedsAsync(
            async () => Assert.Equal(1, await publisher.CountAsync<Effect>()), "the effect", TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("Options=-c lock_timeout=300ms")]
    [InlineData("Options=-c lock_timeout=0 -c statement_timeout=300ms")]
    [InlineData("Options=-c lock_timeout=0", "Messaging:ConsumeTimeout=00:00:01")]
    public async Task Deliveries_are_held_while_a_table_is_locked_however_that_shows(
        string connection, params string[] settings)
    {
        await using var consumer = await MessagingHost.ConsumerAsync(
            $"{Database};{connection}", Broker, ["Messaging:Redeliveries=0", .. settings]);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await Eventually.TrueAsync(
            async () => await consumer.CountAsync<Effect>() == 1, "the effect before the outage");
        OrderPlaced[] orders = [AnOrder(), AnOrder()];

        await using (await LockedTable.TakeAsync(Database, "\"Effects\""))
        {
            foreach (var order in orders)
            {
                await broker.SendAsync(Json(order), Guid.NewGuid());
            }

            await Eventually.TrueAsync(
                () => consumer.Script.Attempts.GetValueOrDefault(orders[0].OrderId) >= 3, "attempts");
            Assert.StartsWith(
                "the database is away: ", consumer.State.Consumer.Trouble, StringComparison.Ordinal);
        }

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 3, "all effects");
        Assert.Null(consumer.State.Consumer.Trouble);
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Fact]
    public async Task Events_wait_while_the_outbox_is_locked()
    {
        await using var publisher = await MessagingHost.ConsumerAsync(
            $"{Database};Options=-c lock_timeout=300ms", Broker, "Messaging:SweepInterval=00:00:00.100");
        await publisher.PublishAsync(AnOrder());
        await Eventually.TrueAsync(
            async () => await publisher.CountAsync<Effect>() == 1, "the effect before the outage");

        await using (await LockedTable.TakeAsync(Database, "outbox"))
        {
            await Eventually.TrueAsync(() => publisher.State.Relay.Trouble is not null, "a relay that waits");
        }

        await publisher.PublishAsync(AnOrder());
        await Eventually.TrueAsync(async () => await publisher.CountAsync<Effect>() == 2, "the effect");
    }

    [Fact]
    public async Task Events_are_not_sent_again_and_again_while_an_index_of_the_outbox_is_built()
    {
        await using (var context = new MessagingContext(
            new DbContextOptionsBuilder<MessagingContext>().UseNpgsql(Database).Options))
        {
            context.Publish(AnOrder());
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var locked = await LockedTable.TakeAsync(Database, "outbox", "SHARE");
        await using var publisher = await MessagingHost.StartAsync(
            ResourceNames.Users, $"{Database};Options=-c lock_timeout=300ms", Broker, _ => { }, []);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        await Eventually.TrueAsync(
            () => publisher.State.Relay.Trouble?.Contains("lock timeout", StringComparison.Ordinal) == true,
            "a relay that waits");
        Assert.Equal(0u, await broker.CountAsync(TestBroker.Queue));
        await locked.DisposeAsync();

        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.Queue) == 1, "the event");
    }

    [Fact]
    public async Task A_delivery_that_takes_too_long_by_itself_holds_up_nothing()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(
            $"{Database};Options=-c statement_timeout=300ms", Broker, "Messaging:Redeliveries=0");
        var slow = AnOrder();
        consumer.Script.OnConsumeAsync = (context, message, _) => message.OrderId == slow.OrderId
            ? context.Database.ExecuteSqlAsync($"SELECT pg_sleep(30)")
            : Task.CompletedTask;
        await using var broker = await TestBroker.ConnectAsync(Broker);

        await broker.SendAsync(Json(slow), Guid.NewGuid());
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());

        await broker.TakeAsync(TestBroker.DeadLetters);
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the other's effect");
    }

    // Sessions were ended at first; those that stand from then on are what has to be forgotten.
    private static bool IsReadOnly(LoopState loop) =>
        loop.Trouble?.Contains("read-only", StringComparison.Ordinal) == true;
}
