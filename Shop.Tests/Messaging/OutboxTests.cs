using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Messaging.Outbox;

namespace Shop.Tests.Messaging;

public sealed class OutboxTests : MessagingTest
{
    [Fact]
    public async Task A_saved_event_is_relayed_and_its_row_removed()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var order = AnOrder();

        await publisher.PublishAsync(order);

        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        var message = await broker.TakeAsync(TestBroker.Queue);
        Assert.Equal(Json(order), Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task A_message_carries_the_attributes_of_CloudEvents()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var order = AnOrder();

        await publisher.PublishAsync(order);

        var message = await broker.TakeAsync(TestBroker.Queue);
        var properties = message.BasicProperties;
        Assert.Equal("shop.events", message.Exchange);
        Assert.Equal("ORDER_PLACED", message.RoutingKey);
        Assert.Equal("application/json", properties.ContentType);
        Assert.Equal(DeliveryModes.Persistent, properties.DeliveryMode);
        Assert.Equal("1.0", Header(properties, "cloudEvents:specversion"));
        Assert.Equal("ORDER_PLACED", Header(properties, "cloudEvents:type"));
        Assert.Equal("/shop/users", Header(properties, "cloudEvents:source"));
        Assert.Equal(order.OrderId.ToString(), Header(properties, "cloudEvents:subject"));
        Assert.Equal(7, Guid.Parse(Header(properties, "cloudEvents:id")!).Version);
        Assert.Equal(
            order.OccurredAt,
            DateTimeOffset.Parse(Header(properties, "cloudEvents:time")!),
            TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public async Task The_commit_of_a_transaction_wakes_the_relay()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var order = AnOrder();

        await publisher.WithContextAsync(context => context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Publish(order);
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
            await transaction.CommitAsync();

            return order;
        }));

        var message = await broker.TakeAsync(TestBroker.Queue);
        Assert.Equal(Json(order), Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task A_rollback_relays_nothing()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var kept = AnOrder();

        await publisher.WithContextAsync(context => context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Publish(AnOrder());
            await context.SaveChangesAsync();
            await transaction.RollbackAsync();

            return 0;
        }));
        await publisher.PublishAsync(kept);

        var message = await broker.TakeAsync(TestBroker.Queue);
        Assert.Equal(Json(kept), Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(0u, await broker.CountAsync(TestBroker.Queue));
    }

    [Fact]
    public async Task Two_relays_do_not_send_an_event_twice()
    {
        await using var first = await MessagingHost.PublisherAsync(Database, Broker);
        await using var second = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(index =>
            (index % 2 == 0 ? first : second).PublishAsync([.. Enumerable.Range(0, 25).Select(_ => AnOrder())])));

        await Eventually.TrueAsync(async () => await first.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.Queue) >= 1000, "all messages");
        Assert.Equal(1000u, await broker.CountAsync(TestBroker.Queue));
    }

    [Fact]
    public async Task What_another_process_left_behind_is_swept()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await publisher.StopAsync();
        await publisher.PublishAsync(AnOrder());

        await using var next = await MessagingHost.PublisherAsync(Database, Broker);

        await Eventually.TrueAsync(async () => await next.CountAsync<OutboxMessage>() == 0, "an empty outbox");
    }

    [Fact]
    public async Task A_binding_that_was_removed_comes_back_and_nothing_is_lost()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        await publisher.PublishAsync(AnOrder());
        await broker.TakeAsync(TestBroker.Queue);
        await broker.Channel.QueueUnbindAsync(
            TestBroker.Queue,
            MessagingNames.EventsExchange,
            OrderPlaced.EventName,
            cancellationToken: TestContext.Current.CancellationToken);
        var order = AnOrder();

        await publisher.PublishAsync(order);

        var message = await broker.TakeAsync(TestBroker.Queue);
        Assert.Equal(Json(order), Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task An_event_that_nobody_consumes_does_not_jam_the_outbox()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);

        await publisher.WithContextAsync(context =>
        {
            context.Publish(new Unheard());

            return context.SaveChangesAsync();
        });

        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
    }

    private sealed class Unheard : IEvent<Unheard>
    {
        public static string EventName => "UNHEARD";

        public static JsonTypeInfo<Unheard> JsonTypeInfo { get; } =
            (JsonTypeInfo<Unheard>)System.Text.Json.JsonSerializerOptions.Default.GetTypeInfo(typeof(Unheard));

        public Guid Subject { get; } = Guid.NewGuid();

        public DateTimeOffset OccurredAt { get; } = DateTimeOffset.UtcNow;
    }
}
