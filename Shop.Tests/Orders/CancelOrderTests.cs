using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Contracts.Orders.V1;
using Shop.Messaging;
using Shop.Messaging.Outbox;
using Shop.Orders;
using Shop.Orders.Features;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Infrastructure;
using static Shop.Contracts.Orders.V1.OrderEventType;

namespace Shop.Tests.Orders;

public sealed class CancelOrderTests : IClassFixture<OfflineOrdersFixture>
{
    private async Task WaitForLockAsync()
    {
        await using var observer = _orders.NewContext();
        await Eventually.TrueAsync(
            async () => await observer.Database
                .SqlQuery<int>(
                    $"""
                     SELECT count(*)::int AS "Value" FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%'
                     """)
                .SingleAsync() > 0,
            "somebody who waits for the row");
    }

    private readonly OfflineOrdersFixture _orders;
    private readonly OrdersService.OrdersServiceClient _client;
    private readonly Guid _user = Guid.CreateVersion7();

    public CancelOrderTests(OfflineOrdersFixture orders) => (_orders, _client) = (orders, orders.Hasty);

    [Fact]
    public async Task A_confirmed_order_is_cancelled_and_published_with_its_lines()
    {
        var mug = await _orders.CopyAsync(OrdersFixture.NewProduct());
        var id = await PlaceAsync(mug.Id, quantity: 3);
        await _orders.SettleAsync(Guid.Parse(id));

        var order = await CancelAsync(id);

        Assert.Equal((id, OrderStatus.Cancelled, 3), (order.Id, order.Status, order.Lines.Single().Quantity));
        Assert.Equal([Placed, Confirmed, Cancelled], order.Events.Select(happened => happened.Type));
        Assert.Equal(order, await GetAsync(id));
        var cancelled = Assert.Single(await FindCancellationsAsync(id));
        Assert.Equal(
            (id, _user, new OrderedLine(mug.Id, 3), order.Events[2].At.ToDateTimeOffset()),
            (cancelled.OrderId.ToString(), cancelled.UserId, Assert.Single(cancelled.Lines), cancelled.OccurredAt));
    }

    [Fact]
    public async Task A_pending_order_is_cancelled_and_an_outcome_that_comes_later_changes_nothing()
    {
        var id = await PlaceAsync();

        var order = await CancelAsync(id);
        await _orders.SettleAsync(Guid.Parse(id));
        await _orders.SettleAsync(Guid.Parse(id), ErrorReasons.OutOfStock);

        Assert.Equal([Placed, Cancelled], order.Events.Select(happened => happened.Type));
        Assert.Equal(order, await GetAsync(id));
        Assert.Single(await FindCancellationsAsync(id));
    }

    [Fact]
    public async Task A_cancelled_order_is_answered_again_without_a_second_event()
    {
        var id = await PlaceAsync();

        var first = await CancelAsync(id);

        Assert.Equal(first, await CancelAsync(id));
        Assert.Single(await FindCancellationsAsync(id));
    }

    [Fact]
    public async Task Each_change_of_status_is_published_once()
    {
        var id = await PlaceAsync();

        await _orders.SettleAsync(Guid.Parse(id));
        await _orders.SettleAsync(Guid.Parse(id), ErrorReasons.OutOfStock);
        await CancelAsync(id);
        var order = await CancelAsync(id);

        Assert.Equal(
            order.Events.Skip(1).Select(happened => happened.At.ToDateTimeOffset()),
            (await FindAsync(id, OrdersUpdated.JsonTypeInfo)).Select(updated => updated.OccurredAt));
    }

    [Fact]
    public async Task A_rejected_order_is_not_cancelled()
    {
        var id = await PlaceAsync();
        await _orders.SettleAsync(Guid.Parse(id), ErrorReasons.OutOfStock);

        var refused = await RefusedAsync(id, _orders.As(_user));

        Assert.Equal(
            (StatusCode.FailedPrecondition, ErrorReasons.OrderNotCancellable), (refused.Status, refused.Reason));
        var order = await GetAsync(id);
        Assert.Equal(OrderStatus.Rejected, order.Status);
        Assert.Equal([Placed, Rejected], order.Events.Select(happened => happened.Type));
        Assert.Empty(await FindCancellationsAsync(id));
    }

    [Fact]
    public async Task An_order_of_somebody_else_is_unknown()
    {
        var id = await PlaceAsync();
        var unknown = Guid.CreateVersion7().ToString();
        var stranger = _orders.As(Guid.CreateVersion7());

        foreach (var (asked, refused) in new[]
        {
            (id, await RefusedAsync(id, stranger)),
            (unknown, await RefusedAsync(unknown, _orders.As(_user))),
        })
        {
            Assert.Equal((StatusCode.NotFound, ErrorReasons.NotFound), (refused.Status, refused.Reason));
            Assert.Equal($"id: there is no order '{asked}'.", refused.Message);
        }

        Assert.Equal(OrderStatus.Pending, (await GetAsync(id)).Status);
        Assert.Empty(await FindCancellationsAsync(id));
    }

    [Fact]
    public async Task An_administrator_cancels_their_own_orders_only()
    {
        var id = await PlaceAsync();
        var administrator = Guid.CreateVersion7();

        var refused = await RefusedAsync(id, _orders.As(administrator, administrator: true));
        var own = await _client.CancelOrderAsync(new() { Id = id }, _orders.As(_user, administrator: true));

        Assert.Equal((StatusCode.PermissionDenied, ErrorReasons.Forbidden), (refused.Status, refused.Reason));
        Assert.Equal(OrderStatus.Cancelled, own.Order.Status);
        Assert.Single(await FindCancellationsAsync(id));
    }

    [Fact]
    public async Task Refuses_an_id_that_is_none()
    {
        var (field, _) = await _client.CancelOrderAsync(new() { Id = "42" }, _orders.As(_user)).InvalidAsync();

        Assert.Equal("id", field);
    }

    [Fact]
    public async Task Twenty_at_once_publish_one_cancellation()
    {
        var id = await PlaceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CancelAsync(id)));

        Assert.Single(answers.Distinct());
        Assert.Single(await FindCancellationsAsync(id));
    }

    [Fact]
    public async Task An_outcome_waits_for_a_cancellation_that_is_being_written_and_loses()
    {
        var id = Guid.Parse(await PlaceAsync());
        await using var db = _orders.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var order = await db.LockOrders(id).SingleAsync(TestContext.Current.CancellationToken);
        order.Cancel(DateTimeOffset.UtcNow);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var settling = _orders.SettleAsync(id);
        await WaitForLockAsync();
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await settling;

        Assert.Equal([Placed, Cancelled], (await GetAsync(id.ToString())).Events.Select(happened => happened.Type));
    }

    [Fact]
    public async Task A_cancellation_waits_for_an_outcome_that_is_being_written()
    {
        var id = Guid.Parse(await PlaceAsync());
        using var measurements = new Measurements();
        using var metrics = new OrdersMetrics(measurements);
        await using var db = _orders.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await new SettleOrdersHandler(db, new AfterCommit(), new OrderOutcomes(), metrics, TimeProvider.System)
            .HandleAsync([new Settlement(id, RejectionReason: null)], CancellationToken.None);

        var cancelling = CancelAsync(id.ToString());
        await WaitForLockAsync();
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal([Placed, Confirmed, Cancelled], (await cancelling).Events.Select(happened => happened.Type));
    }

    [Fact]
    public async Task A_repeated_order_whose_first_was_cancelled_is_the_cancelled_one()
    {
        var mug = await _orders.CopyAsync(OrdersFixture.NewProduct());
        var request = OrdersFixture.RequestFor(mug.Id, 2, "key");
        var first = (await _client.PlaceOrderAsync(request, _orders.As(_user))).Order;

        var cancelled = await CancelAsync(first.Id);

        Assert.Equal(cancelled, (await _client.PlaceOrderAsync(request, _orders.As(_user))).Order);
        Assert.Equal(1, await _orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task A_cancellation_is_counted_once()
    {
        var id = Guid.Parse(await PlaceAsync());
        using var measurements = new Measurements();
        using var metrics = new OrdersMetrics(measurements);

        for (var i = 0; i < 2; i++)
        {
            await using var db = _orders.NewContext();
            await new CancelOrderHandler(db, metrics, TimeProvider.System).HandleAsync(
                new CancelOrder(id, new Caller(_user, IsAdministrator: false)), CancellationToken.None);
        }

        Assert.Equal([("shop.orders.cancelled", 1.0, null)], measurements.Recorded);
    }

    private async Task<string> PlaceAsync(Guid? product = null, int quantity = 1)
    {
        var ordered = product ?? (await _orders.CopyAsync(OrdersFixture.NewProduct())).Id;
        var request = OrdersFixture.RequestFor(ordered, quantity);

        return (await _client.PlaceOrderAsync(request, _orders.As(_user))).Order.Id;
    }

    private async Task<Order> CancelAsync(string id) =>
        (await _client.CancelOrderAsync(new() { Id = id }, _orders.As(_user))).Order;

    private async Task<Order> GetAsync(string id) =>
        (await _client.GetOrderAsync(new() { Id = id }, _orders.As(_user))).Order;

    private Task<Refused> RefusedAsync(string id, CallOptions caller) =>
        _client.CancelOrderAsync(new() { Id = id }, caller).RefusedAsync();

    private Task<List<OrderCancelled>> FindCancellationsAsync(string id) => FindAsync(id, OrderCancelled.JsonTypeInfo);

    private async Task<List<TEvent>> FindAsync<TEvent>(string id, JsonTypeInfo<TEvent> json)
        where TEvent : IEvent<TEvent>
    {
        var (eventName, subject) = (TEvent.EventName, Guid.Parse(id));
        await using var db = _orders.NewContext();
        var payloads = await db.Set<OutboxMessage>()
            .Where(message => message.Event == eventName && message.Subject == subject)
            .OrderBy(message => message.OccurredAt)
            .Select(message => message.Payload)
            .ToListAsync();

        return payloads.ConvertAll(payload => JsonSerializer.Deserialize(payload, json)!);
    }
}
