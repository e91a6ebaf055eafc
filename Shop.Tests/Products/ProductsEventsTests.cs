using System.Text.Json;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Contracts.Products.V1;
using Shop.Tests.Messaging;

namespace Shop.Tests.Products;

/// <summary>What the products service makes of events, and tells by events, on a real broker.</summary>
public sealed class ProductsEventsTests(ProductsServiceFixture products) : IClassFixture<ProductsServiceFixture>
{
    [Fact]
    public async Task Decides_about_orders_that_were_placed()
    {
        await using var broker = await TestBroker.ConnectAsync(products.Broker);
        var mug = await products.AddProductAsync(stock: 3);
        var (first, second) = (Order(mug, quantity: 2), Order(mug, quantity: 2));

        await SendAsync(broker, first);
        var confirmed = await TakeAsync<InventoryUpdated>(broker, message => message.Outcome is not null);
        await SendAsync(broker, second);
        var rejected = await TakeAsync<InventoryUpdated>(broker, message => message.Outcome is not null);

        Assert.Equal(new OrderOutcome(first.OrderId, RejectionReason: null), confirmed.Outcome);
        Assert.Equal(
            new ProductState(Guid.Parse(mug.Id), mug.Name, mug.Price, Stock: 1, Deleted: false, Version: 2),
            Assert.Single(confirmed.Levels));
        Assert.Equal(new OrderOutcome(second.OrderId, ErrorReasons.OutOfStock), rejected.Outcome);
        Assert.Empty(rejected.Levels);
    }

    [Fact]
    public async Task Tells_about_new_products_and_changes_of_their_stock()
    {
        await using var broker = await TestBroker.ConnectAsync(products.Broker);

        var mug = await products.AddProductAsync(stock: 3);
        await products.Client.UpdateInventoryAsync(
            new() { Id = mug.Id, Operation = InventoryOperation.Delete }, products.Administrator);

        var id = Guid.Parse(mug.Id);
        var created = await TakeAsync<ProductCreated>(broker, message => message.ProductId == id);
        Assert.Equal((mug.Name, mug.Price, 3, 1L), (created.Name, created.Price, created.Stock, created.Version));
        var deleted = await TakeAsync<InventoryUpdated>(broker, message => message.Outcome is null);
        Assert.Equal(
            new ProductState(id, mug.Name, mug.Price, Stock: 0, Deleted: true, Version: 2),
            Assert.Single(deleted.Levels));
    }

    [Fact]
    public async Task Gives_the_stock_of_a_cancelled_order_back_once_whatever_comes_twice_and_in_whatever_order()
    {
        await using var broker = await TestBroker.ConnectAsync(products.Broker);
        var mug = await products.AddProductAsync(stock: 9);
        var (placed, overtaken, last) = (Order(mug, quantity: 2), Order(mug, quantity: 3), Order(mug, quantity: 1));

        await SendAsync(broker, placed);
        await SendAsync(broker, CancellationOf(placed));
        await SendAsync(broker, CancellationOf(placed));
        await SendAsync(broker, placed);
        await SendAsync(broker, CancellationOf(overtaken));
        await SendAsync(broker, overtaken);
        await SendAsync(broker, last);

        var answer = await TakeAsync<InventoryUpdated>(broker, message => message.Outcome?.OrderId == last.OrderId);
        Assert.Equal((8, 4L), (answer.Levels[0].Stock, answer.Levels[0].Version));
    }

    private static OrderPlaced Order(Product product, int quantity) => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [new OrderedLine(Guid.Parse(product.Id), quantity)],
        DateTimeOffset.UtcNow);

    private static OrderCancelled CancellationOf(OrderPlaced order) =>
        new(order.OrderId, order.UserId, order.Lines, DateTimeOffset.UtcNow);

    private static async Task SendAsync<TEvent>(TestBroker broker, TEvent message)
        where TEvent : IEvent<TEvent> =>
        await broker.SendAsync(
            JsonSerializer.Serialize(message, TEvent.JsonTypeInfo),
            Guid.CreateVersion7(),
            ("cloudEvents:type", TEvent.EventName));

    private static async Task<TEvent> TakeAsync<TEvent>(TestBroker broker, Func<TEvent, bool> isExpected)
        where TEvent : IEvent<TEvent>
    {
        while (true)
        {
            var taken = await broker.TakeAsync(MessagingNames.Queue(ResourceNames.Orders));
            if (taken.RoutingKey == TEvent.EventName
                && TestBroker.EventsOf<TEvent>(taken).FirstOrDefault(isExpected) is { } message)
            {
                return message;
            }
        }
    }
}
