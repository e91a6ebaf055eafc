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
        await Eventually.TrueAsync(() => consumer.State.Consumer.Trouble is not null, "consumers that wait");
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
        await Eventually.TrueAsync(() => publisher.State.Relay.Trouble is not null, "a relay that waits");
        await ReadOnlyDatabase.SetAsync(Database, isReadOnly: false);
        await publisher.PublishAsync(AnOrder());

        await Eventually.SucceedsAsync(
            async () => Assert.Equal(1, await publisher.CountAsync<Effect>()), "the effect", TimeSpan.FromSeconds(60));
    }
}
