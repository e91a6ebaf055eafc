using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shop.Messaging.Outbox;

namespace Shop.Tests.Messaging;

public sealed class BrokerOutageTests : MessagingTest
{
    [Fact]
    public async Task A_broker_that_is_killed_and_returns_loses_and_doubles_nothing()
    {
        await using var server = await RabbitMQServer.StartAsync();
        var uri = await server.CreateVirtualHostAsync();
        await using var publisher = await MessagingHost.PublisherAsync(Database, uri);
        await using var consumer = await MessagingHost.ConsumerAsync(Database, uri);
        await publisher.PublishAsync(AnOrder());
        await Eventually.TrueAsync(
            async () => await consumer.CountAsync<Effect>() == 1, "the effect before the outage");
        var orders = Enumerable.Range(0, 200).Select(_ => AnOrder()).ToArray();

        var publishing = Task.WhenAll(orders.Chunk(10).Select(chunk => publisher.PublishAsync(chunk)));
        await server.KillAsync();
        await publishing;
        await publisher.PublishAsync(AnOrder());
        await Eventually.TrueAsync(
            async () => await StatusAsync(publisher) == HealthStatus.Degraded, "a degraded publisher");
        await server.RestartAsync();

        await Eventually.TrueAsync(
            async () => await consumer.CountAsync<Effect>() >= 202, "all effects", TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        await Eventually.TrueAsync(
            async () => await StatusAsync(publisher) == HealthStatus.Healthy, "a healthy publisher");
        Assert.Equal(202, await consumer.CountAsync<Effect>());
        Assert.All(orders, order => Assert.True(consumer.Script.Attempts.ContainsKey(order.OrderId)));
    }

    [Fact]
    public async Task A_service_starts_while_the_broker_is_away_and_relays_when_it_comes()
    {
        await using var server = await RabbitMQServer.StartAsync();
        var uri = await server.CreateVirtualHostAsync();
        await server.KillAsync();

        await using var publisher = await MessagingHost.PublisherAsync(Database, uri);
        await publisher.PublishAsync(AnOrder());
        await Eventually.TrueAsync(
            async () => await StatusAsync(publisher) == HealthStatus.Degraded, "a degraded publisher");
        Assert.Equal(1, await publisher.CountAsync<OutboxMessage>());
        await server.RestartAsync();

        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        Assert.Empty(publisher.Warnings);
    }

    private static async Task<HealthStatus> StatusAsync(MessagingHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
}
