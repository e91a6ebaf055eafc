using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Messaging.Inbox;

namespace Shop.Tests.Messaging;

public sealed class ConsumerTests : MessagingTest
{
    [Fact]
    public async Task A_consumer_that_starts_for_the_first_time_finds_what_was_published_before()
    {
        await using (var publisher = await MessagingHost.PublisherAsync(Database, Broker))
        {
            await publisher.PublishAsync(AnOrder(), AnOrder());
            await Eventually.TrueAsync(
                async () => await publisher.CountAsync<Shop.Messaging.Outbox.OutboxMessage>() == 0, "an empty outbox");
        }

        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 2, "both effects");
    }

    [Fact]
    public async Task A_delivery_that_comes_twice_is_applied_once()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        await using var broker = await ConnectAsync();
        var (repeated, last) = (AnOrder(), AnOrder());
        var id = Guid.NewGuid();

        await broker.SendAsync(Json(repeated), id);
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the effect");
        await broker.SendAsync(Json(repeated), id);
        await broker.SendAsync(Json(last), Guid.NewGuid());

        await Eventually.TrueAsync(async () => await consumer.CountAsync<InboxMessage>() == 2, "the last one");
        Assert.Equal(2, await consumer.CountAsync<Effect>());
        await Eventually.TrueAsync(async () => await broker.CountAsync(TestBroker.Queue) == 0, "an empty queue");
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Fact]
    public async Task Twins_within_a_batch_are_applied_once()
    {
        await DeclareAsync();
        await using var broker = await ConnectAsync();
        var id = Guid.NewGuid();
        var order = AnOrder();
        await broker.SendAsync(Json(order), id);
        await broker.SendAsync(Json(order), id);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());

        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);

        await Eventually.TrueAsync(async () => await consumer.CountAsync<InboxMessage>() == 2, "two deliveries");
        Assert.Equal(2, await consumer.CountAsync<Effect>());
    }

    [Fact]
    public async Task Deliveries_that_wait_share_transactions()
    {
        await DeclareAsync();
        await using var broker = await ConnectAsync();
        for (var sent = 0; sent < 100; sent++)
        {
            await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        }

        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 100, "all effects");
        var transactions = await consumer.WithContextAsync(context => context.Database
            .SqlQuery<long>($"SELECT count(DISTINCT xmin::text) AS \"Value\" FROM \"Effects\"").SingleAsync());
        Assert.InRange(transactions, 1, 50);
    }

    [Fact]
    public async Task A_serialization_failure_is_tried_again_at_once()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=0");
        consumer.Script.OnConsumeAsync = (context, _, attempt) => attempt <= 3
            ? context.Database.ExecuteSqlAsync($"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$")
            : Task.CompletedTask;
        await using var broker = await ConnectAsync();
        var order = AnOrder();

        await broker.SendAsync(Json(order), Guid.NewGuid());

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the effect");
        Assert.Equal(4, consumer.Script.Attempts[order.OrderId]);
    }

    [Fact]
    public async Task A_failure_rolls_back_and_comes_back_after_a_delay()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        consumer.Script.OnConsumeAsync = (_, _, attempt) => attempt < 3
            ? throw new InvalidOperationException("Not yet.")
            : Task.CompletedTask;
        await using var broker = await ConnectAsync();
        var order = AnOrder();

        await broker.SendAsync(Json(order), Guid.NewGuid());

        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the effect");
        Assert.Equal(3, consumer.Script.Attempts[order.OrderId]);
        await Eventually.TrueAsync(() => !consumer.Script.Committed.IsEmpty, "what is done after the commit");
        Assert.Equal([order.OrderId], consumer.Script.Committed);
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Fact]
    public async Task A_delivery_that_always_fails_is_dead_lettered_with_its_reason_and_spoils_no_other()
    {
        await DeclareAsync();
        await using var broker = await ConnectAsync();
        var (good, bad) = (AnOrder(), AnOrder());
        var id = Guid.NewGuid();
        await broker.SendAsync(Json(bad), id, ("tenant", "kept"));
        await broker.SendAsync(Json(good), Guid.NewGuid());

        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        consumer.Script.OnConsumeAsync = (_, message, _) => message.OrderId == bad.OrderId
            ? throw new InvalidOperationException("It cannot be.")
            : Task.CompletedTask;

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        var properties = letter.BasicProperties;
        Assert.Equal("It cannot be.", Header(properties, "shop-dead-letter-reason"));
        Assert.Equal("System.InvalidOperationException", Header(properties, "shop-dead-letter-exception"));
        Assert.Equal("shop.products", Header(properties, "shop-dead-letter-queue"));
        Assert.Equal("ORDER_PLACED", Header(properties, "shop-dead-letter-event"));
        Assert.Equal(
            DateTimeOffset.UtcNow,
            DateTimeOffset.Parse(Header(properties, "shop-dead-letter-time")!),
            TimeSpan.FromMinutes(1));
        Assert.Equal(id.ToString(), Header(properties, "cloudEvents:id"));
        Assert.Equal("kept", Header(properties, "tenant"));
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the other's effect");
    }

    [Fact]
    public async Task A_message_of_another_account_can_be_moved_and_holds_up_nothing()
    {
        var bad = AnOrder();
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=1");
        consumer.Script.OnConsumeAsync = (_, message, _) => message.OrderId == bad.OrderId
            ? throw new InvalidOperationException("It cannot be.")
            : Task.CompletedTask;
        await using var broker = await ConnectAsync();
        var (name, uri) = await (await RabbitMQServer.SharedAsync()).CreateUserAsync(Broker);
        await using var other = await TestBroker.ConnectAsync(uri);
        other.UserId = name;

        await other.SendAsync(Json(bad), Guid.NewGuid());
        await other.SendAsync(Json(AnOrder()), Guid.NewGuid());

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.Equal("It cannot be.", Header(letter.BasicProperties, "shop-dead-letter-reason"));
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the other's effect");
    }

    [Fact]
    public async Task A_dead_letter_tells_why_saving_failed()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Redeliveries=0");
        consumer.Script.OnConsumeAsync = (_, _, _) => throw new DbUpdateException(
            "An error occurred while saving.", new InvalidOperationException("The row is taken."));
        await using var broker = await ConnectAsync();

        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.Equal("The row is taken.", Header(letter.BasicProperties, "shop-dead-letter-reason"));
        Assert.Equal(
            "System.InvalidOperationException", Header(letter.BasicProperties, "shop-dead-letter-exception"));
    }

    [Theory]
    [InlineData("{", null, null, "The body is not ORDER_PLACED")]
    [InlineData("null", null, null, "The body is not ORDER_PLACED")]
    [InlineData("{}", null, null, "The body is not ORDER_PLACED")]
    [InlineData("{}", "cloudEvents:id", null, "The header cloudEvents:id is missing.")]
    [InlineData("{}", "cloudEvents:id", "7", "cloudEvents:id is '7', not a UUID.")]
    [InlineData("{}", "cloudEvents:specversion", "0.3", "cloudEvents:specversion is '0.3', not '1.0'.")]
    public async Task A_broken_event_is_dead_lettered_at_once_and_the_next_one_is_handled(
        string body, string? header, string? value, string reason)
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        await using var broker = await ConnectAsync();

        await broker.SendAsync(body, Guid.NewGuid(), header is null ? [] : [(header, value)]);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.StartsWith(reason, Header(letter.BasicProperties, "shop-dead-letter-reason"), StringComparison.Ordinal);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(letter.Body.Span));
        Assert.False(letter.BasicProperties.Headers!.ContainsKey("shop-redeliveries"));
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the next one's effect");
    }

    [Fact]
    public async Task An_event_that_a_newer_replica_may_know_comes_back_before_it_is_dead_lettered()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        await using var broker = await ConnectAsync();

        await broker.SendAsync("{}", Guid.NewGuid(), ("cloudEvents:type", "PRICE_GUESSED"));

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.Equal(
            "cloudEvents:type is 'PRICE_GUESSED', which nobody here consumes.",
            Header(letter.BasicProperties, "shop-dead-letter-reason"));
        Assert.Equal(2, letter.BasicProperties.Headers!["shop-redeliveries"]);
    }

    [Fact]
    public async Task Events_of_a_batch_are_applied_and_the_one_that_fails_is_dead_lettered_by_itself()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        var (bad, id) = (AnOrder(), Guid.NewGuid());
        consumer.Script.OnConsumeAsync = (_, message, _) => message.OrderId == bad.OrderId
            ? throw new InvalidOperationException("It cannot be.")
            : Task.CompletedTask;
        await using var broker = await ConnectAsync();

        await broker.SendBatchAsync(
            $"""
            [
              {Event(Guid.NewGuid(), AnOrder())},
              {Event(id, bad)},
              {Event(Guid.NewGuid(), AnOrder())}
            ]
            """);

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.Equal("It cannot be.", Header(letter.BasicProperties, "shop-dead-letter-reason"));
        Assert.Equal(id.ToString(), Header(letter.BasicProperties, "cloudEvents:id"));
        Assert.Equal("application/json", letter.BasicProperties.ContentType);
        Assert.Equal(Json(bad), System.Text.Encoding.UTF8.GetString(letter.Body.Span));
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 2, "the others' effects");
        Assert.Equal(0u, await broker.CountAsync(TestBroker.DeadLetters));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}] {}")]
    [InlineData("""[{"id":]""")]
    public async Task What_is_no_batch_is_dead_lettered_as_it_came(string body)
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        await using var broker = await ConnectAsync();

        await broker.SendBatchAsync(body);
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.StartsWith(
            "The body is not a batch of events",
            Header(letter.BasicProperties, "shop-dead-letter-reason"),
            StringComparison.Ordinal);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(letter.Body.Span));
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the next one's effect");
    }

    [Fact]
    public async Task A_batch_has_a_bound_and_a_broken_event_in_it_spoils_no_other()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        await using var broker = await ConnectAsync();

        await broker.SendBatchAsync($"[{string.Join(',', Enumerable.Repeat("{}", 101))}]");
        var large = await broker.TakeAsync(TestBroker.DeadLetters);
        await broker.SendBatchAsync(
            $$"""[{"specversion": "1.0", "o": {}, "n": 7}, {{Event(Guid.NewGuid(), AnOrder())}}]""");
        var broken = await broker.TakeAsync(TestBroker.DeadLetters);

        Assert.Equal(
            "The body is not a batch of events: It has more than 100 events.",
            Header(large.BasicProperties, "shop-dead-letter-reason"));
        Assert.Equal(
            "The header cloudEvents:id is missing.", Header(broken.BasicProperties, "shop-dead-letter-reason"));
        await Eventually.TrueAsync(async () => await consumer.CountAsync<Effect>() == 1, "the other's effect");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_dead_lettered()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:MaxBodyBytes=1024");
        await using var broker = await ConnectAsync();

        await broker.SendAsync(new string(' ', 1025), Guid.NewGuid());

        var letter = await broker.TakeAsync(TestBroker.DeadLetters);
        Assert.Equal(
            "The body has 1025 bytes; at most 1024 are allowed.",
            Header(letter.BasicProperties, "shop-dead-letter-reason"));
    }

    [Fact]
    public async Task A_stop_lets_the_delivery_in_flight_finish()
    {
        await using var consumer = await MessagingHost.ConsumerAsync(Database, Broker);
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        consumer.Script.OnConsumeAsync = (_, _, _) =>
        {
            entered.TrySetResult();

            return release.Task;
        };
        await using var broker = await ConnectAsync();
        await broker.SendAsync(Json(AnOrder()), Guid.NewGuid());
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var stopping = consumer.StopAsync();
        release.SetResult();
        await stopping.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(1, await consumer.CountAsync<Effect>());
        Assert.Equal(0u, await broker.CountAsync(TestBroker.Queue));
    }

    [Fact]
    public async Task Two_replicas_share_a_queue_and_apply_each_delivery_once()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var first = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Prefetch=2");
        await using var second = await MessagingHost.ConsumerAsync(Database, Broker, "Messaging:Prefetch=2");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => publisher.PublishAsync([.. Enumerable.Range(0, 20).Select(_ => AnOrder())])));

        await Eventually.TrueAsync(async () => await first.CountAsync<Effect>() >= 1000, "all effects");
        Assert.Equal(1000, await first.WithContextAsync(
            context => context.Effects.Select(effect => effect.OrderId).Distinct().CountAsync()));
        Assert.Equal(1000, await first.CountAsync<Effect>());
        Assert.NotEmpty(first.Script.Attempts);
        Assert.NotEmpty(second.Script.Attempts);
    }

    private static string Event(Guid id, OrderPlaced order) =>
        $$"""
        {"specversion": "1.0", "id": "{{id}}", "type": "ORDER_PLACED", "source": "/shop/orders",
         "datacontenttype": "application/json", "data": {{Json(order)}}}
        """;

    private Task<TestBroker> ConnectAsync() => TestBroker.ConnectAsync(Broker);

    private async Task DeclareAsync()
    {
        await using var publisher = await MessagingHost.PublisherAsync(Database, Broker);
        await using var broker = await ConnectAsync();
    }
}
