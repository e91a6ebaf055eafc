using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Broker;
using Shop.Messaging.Consumers;
using Shop.Orders.Data;
using Shop.Tests.Infrastructure;
using Shop.Tests.Messaging;
using OrderStatus = Shop.Contracts.Orders.V1.OrderStatus;

namespace Shop.Tests.Orders;

/// <summary>The orders service on the other end of the broker, where the test plays the products service.</summary>
public sealed class EventsTests(OrdersFixture orders) : IClassFixture<OrdersFixture>, IAsyncLifetime
{
    private readonly Guid _user = Guid.CreateVersion7();
    private TestBroker _broker = null!;

    public async ValueTask InitializeAsync() =>
        _broker = await TestBroker.ConnectAsync(orders.Broker, consumer: ResourceNames.Orders);

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task An_order_is_confirmed_through_the_broker()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 10));
        var call = orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id, 3), orders.As(_user));

        var placed = await ReceiveOrderPlacedAsync();
        await PublishAsync(Update([mug with { Stock = 7, Version = 2 }], new OrderOutcome(placed.OrderId, null)));
        var order = (await call).Order;

        Assert.Equal((_user, new OrderedLine(mug.Id, 3)), (placed.UserId, Assert.Single(placed.Lines)));
        Assert.Equal((placed.OrderId.ToString(), OrderStatus.Confirmed), (order.Id, order.Status));
        Assert.Equal((7, 2), (await FindCopyAsync(mug.Id)) is { } copy ? (copy.Stock, copy.Version) : default);
    }

    [Fact]
    public async Task An_order_is_rejected_through_the_broker_and_a_later_outcome_changes_nothing()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var call = orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));

        var placed = await ReceiveOrderPlacedAsync();
        await PublishAsync(Update([], new OrderOutcome(placed.OrderId, ErrorReasons.ProductUnavailable)));
        var refused = await call.RefusedAsync();
        await PublishAsync(Update([mug with { Version = 9 }], new OrderOutcome(placed.OrderId, null)));
        await Eventually.TrueAsync(
            async () => (await FindCopyAsync(mug.Id))?.Version == 9, "the event with the later outcome");

        Assert.Equal(ErrorReasons.ProductUnavailable, refused.Reason);
        await using var db = orders.NewContext();
        var order = await db.Orders.SingleAsync(
            candidate => candidate.Id == placed.OrderId, TestContext.Current.CancellationToken);
        Assert.Equal(ErrorReasons.ProductUnavailable, order.RejectionReason);
    }

    [Fact]
    public async Task Copies_keep_the_highest_version_in_whatever_order_events_come()
    {
        var mug = OrdersFixture.NewProduct(stock: 5);
        var jar = OrdersFixture.NewProduct();

        await PublishAsync(Update([mug with { Stock = 3, Version = 3 }]));
        await PublishAsync(Update([mug with { Stock = 4, Version = 2 }]));
        await PublishAsync(new ProductCreated(mug.Id, mug.Name, mug.Price, mug.Stock, 1, DateTimeOffset.UtcNow));
        await PublishAsync(new ProductCreated(jar.Id, jar.Name, jar.Price, jar.Stock, 1, DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () => await FindCopyAsync(jar.Id) is not null, "the last of the events");

        Assert.Equal(mug with { Stock = 3, Version = 3 }, await FindCopyAsync(mug.Id));
        Assert.Equal(jar, await FindCopyAsync(jar.Id));
    }

    [Fact]
    public async Task A_deleted_product_is_known_to_be_deleted()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());

        await PublishAsync(Update([mug with { Stock = 0, Deleted = true, Version = 2 }]));

        await Eventually.TrueAsync(async () => (await FindCopyAsync(mug.Id))!.Deleted, "the deletion");
    }

    [Fact]
    public async Task An_outcome_of_an_unknown_order_is_dead_lettered_and_the_next_event_is_handled()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var unknown = Guid.CreateVersion7();

        await PublishAsync(Update([mug with { Version = 5 }], new OrderOutcome(unknown, null)));
        await PublishAsync(Update([mug with { Version = 4 }]));

        var dead = await _broker.TakeAsync(MessagingNames.DeadLetterQueue(ResourceNames.Orders));
        Assert.Equal(
            $"There is no order {unknown} that could be settled.",
            dead.BasicProperties.Header(DeadLetterHeaders.Reason));
        await Eventually.TrueAsync(async () => (await FindCopyAsync(mug.Id))!.Version == 4, "the next event");
    }

    [Fact]
    public async Task Orders_are_accepted_while_the_broker_is_away()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var client = orders.Start(
            outcomeTimeout: TimeSpan.FromMilliseconds(100), broker: "amqp://guest:guest@127.0.0.1:1");

        var order = (await client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user))).Order;

        Assert.Equal(OrderStatus.Pending, order.Status);
        Assert.Equal(order.Id, (await ReceiveOrderPlacedAsync()).OrderId.ToString());
    }

    private static InventoryUpdated Update(IEnumerable<ProductCopy> products, OrderOutcome? outcome = null) =>
        new(
            [
                .. products.Select(product => new ProductState(
                    product.Id, product.Name, product.Price, product.Stock, product.Deleted, product.Version))
            ],
            outcome,
            DateTimeOffset.UtcNow);

    private async Task PublishAsync<TEvent>(TEvent message)
        where TEvent : IEvent<TEvent> =>
        await TestBroker.PublishAsync(_broker.Channel, ResourceNames.Products, message);

    private async Task<OrderPlaced> ReceiveOrderPlacedAsync()
    {
        while (true)
        {
            var taken = await _broker.TakeAsync(TestBroker.Queue);
            if (taken.RoutingKey == OrderPlaced.EventName)
            {
                return TestBroker.EventsOf<OrderPlaced>(taken).Single();
            }
        }
    }

    private async Task<ProductCopy?> FindCopyAsync(Guid productId)
    {
        await using var db = orders.NewContext();

        return await db.ProductCopies.AsNoTracking().SingleOrDefaultAsync(product => product.Id == productId);
    }
}
