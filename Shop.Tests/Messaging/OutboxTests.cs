using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Messaging.Outbox;
using Shop.ServiceDefaults.Database;

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
    public async Task What_a_transaction_wrote_that_was_rolled_back_is_not_sent_with_the_next()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var kept = AnOrder();

        await publisher.WithContextAsync(async context =>
        {
            await using (await context.Database.BeginTransactionAsync())
            {
                context.Publish(AnOrder());
                await context.SaveChangesAsync();
                await InsertAsync(context, AnOrder());
            }

            await using var next = await context.Database.BeginTransactionAsync();
            await InsertAsync(context, kept);
            await next.CommitAsync();

            return 0;
        });

        await AssertSentAloneAsync(publisher, broker, kept);
    }

    [Fact]
    public async Task The_commit_of_a_transaction_in_which_a_statement_failed_sends_nothing()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var kept = AnOrder();

        await publisher.WithContextAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Publish(AnOrder());
            await context.SaveChangesAsync();
            await Assert.ThrowsAsync<PostgresException>(() => context.Database.ExecuteSqlAsync(
                $"SELECT 1 / 0", TestContext.Current.CancellationToken));
            await transaction.CommitAsync();

            return 0;
        });
        await publisher.PublishAsync(kept);

        await AssertSentAloneAsync(publisher, broker, kept);
    }

    [Fact]
    public async Task An_event_that_was_never_saved_is_not_sent_by_whoever_gets_its_context_next()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        var kept = AnOrder();

        await publisher.WithContextAsync(context =>
        {
            context.Publish(AnOrder());

            return Task.FromResult(0);
        });
        await publisher.PublishAsync(kept);

        await AssertSentAloneAsync(publisher, broker, kept);
    }

    [Fact]
    public async Task Events_that_are_committed_together_travel_in_one_message()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await TestBroker.ConnectAsync(Broker);
        OrderPlaced[] orders = [AnOrder(), AnOrder(), AnOrder()];

        await publisher.PublishAsync(orders);

        var message = await broker.TakeAsync(TestBroker.Queue);
        Assert.Equal("application/cloudevents-batch+json; charset=utf-8", message.BasicProperties.ContentType);
        Assert.Equal(DeliveryModes.Persistent, message.BasicProperties.DeliveryMode);
        Assert.Equal("ORDER_PLACED", message.RoutingKey);
        using var body = JsonDocument.Parse(message.Body);
        var events = body.RootElement.EnumerateArray().OrderBy(Subject).ToList();
        Assert.Equal(orders.Select(order => $"{order.OrderId}").Order(), events.Select(Subject));
        Assert.All(events, element =>
        {
            var order = orders.Single(order => $"{order.OrderId}" == Subject(element));
            Assert.Equal("1.0", element.GetProperty("specversion").GetString());
            Assert.Equal("ORDER_PLACED", element.GetProperty("type").GetString());
            Assert.Equal("/shop/users", element.GetProperty("source").GetString());
            Assert.Equal("application/json", element.GetProperty("datacontenttype").GetString());
            Assert.Equal(7, element.GetProperty("id").GetGuid().Version);
            Assert.Equal(
                order.OccurredAt, element.GetProperty("time").GetDateTimeOffset(), TimeSpan.FromMicroseconds(1));
            Assert.Equal(Json(order), element.GetProperty("data").GetRawText());
        });

        static string? Subject(JsonElement element) => element.GetProperty("subject").GetString();
    }

    [Fact]
    public async Task A_message_has_no_more_events_than_a_batch_takes_nor_more_bytes_than_are_read()
    {
        await using var publisher = await MessagingHost.StartAsync(
            ResourceNames.Users, Database, Broker, _ => { }, ["Messaging:MaxBodyBytes=16384"]);
        await using var broker = await TestBroker.ConnectAsync(Broker);

        await publisher.PublishAsync([.. Enumerable.Range(0, 120).Select(_ => AnOrder())]);

        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        var sizes = new List<int>();
        while (await broker.Channel.BasicGetAsync(
            TestBroker.Queue, autoAck: true, TestContext.Current.CancellationToken) is { } message)
        {
            sizes.Add(message.Body.Length);
        }

        Assert.InRange(sizes.Count, 2, 60);
        Assert.All(sizes, size => Assert.InRange(size, 1, 16384));
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
        var orders = await broker.TakeAllAsync<OrderPlaced>(TestBroker.Queue);
        Assert.Equal(1000, orders.Count);
        Assert.Equal(1000, orders.DistinctBy(order => order.OrderId).Count());
    }

    [Fact]
    public async Task What_another_process_left_behind_is_swept()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await publisher.StopAsync();
        await publisher.PublishAsync(AnOrder());

        await using var next = await MessagingHost.StartAsync(ResourceNames.Users, Database, Broker, _ => { }, []);

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

    private static async Task InsertAsync(MessagingContext context, OrderPlaced message)
    {
        await using var batch = new StatementBatch(context);
        batch.Publish([(message, null)]);
        await batch.ExecuteAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AssertSentAloneAsync(MessagingHost publisher, TestBroker broker, OrderPlaced kept)
    {
        var message = await broker.TakeAsync(TestBroker.Queue);
        Assert.Equal(Json(kept), Encoding.UTF8.GetString(message.Body.Span));
        await Eventually.TrueAsync(async () => await publisher.CountAsync<OutboxMessage>() == 0, "an empty outbox");
        Assert.Equal(0u, await broker.CountAsync(TestBroker.Queue));
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
