using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Outbox;
using Shop.Products.Data;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

public sealed class ReturnStockTests(ProductsFixture products) : IClassFixture<ProductsFixture>
{
    [Fact]
    public async Task Gives_back_all_lines_and_tells_the_new_levels()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var pot = await products.AddProductAsync(stock: 2);
        var order = Order((mug.Id, 3), (pot.Id, 2));

        await products.ReserveAsync(order);
        await products.ReturnAsync(CancellationOf(order));

        Assert.Equal((5, 3L), await StockAndVersionAsync(mug.Id));
        Assert.Equal((2, 3L), await StockAndVersionAsync(pot.Id));
        var movement = (await products.FindMovementsAsync(mug.Id))[^1];
        Assert.Equal(
            (MovementReason.Cancelled, 3, 5, order.OrderId, order.UserId),
            (movement.Reason, movement.Delta, movement.ResultingStock, movement.OrderId!.Value, movement.UserId));
        var message = Assert.Single(await FindMessagesAsync(order), message => message.Outcome is null);
        Assert.Equal(
            [(mug.Id, 5, 3L), (pot.Id, 2, 3L)],
            message.Levels.OrderBy(level => level.ProductId)
                .Select(level => (level.ProductId, level.Stock, level.Version)));
    }

    [Fact]
    public async Task Gives_nothing_back_twice()
    {
        using var measurements = new Measurements();
        var mug = await products.AddProductAsync(stock: 5);
        var order = Order((mug.Id, 3));
        await products.ReserveAsync(order);

        await Task.WhenAll(Enumerable.Repeat(order, 8).Select(
            cancelled => products.ReturnAsync(CancellationOf(cancelled), measurements)));

        Assert.Equal((5, 3L), await StockAndVersionAsync(mug.Id));
        Assert.Equal(
            ["shop.products.reservations.returned"], measurements.Recorded.Select(measured => measured.Instrument));
        Assert.Equal(2, (await FindMessagesAsync(order)).Count);
    }

    [Fact]
    public async Task An_order_whose_cancellation_came_first_takes_nothing_and_is_not_answered()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var order = Order((mug.Id, 3));

        await products.ReturnAsync(CancellationOf(order));
        await products.ReserveAsync(order);
        await products.ReturnAsync(CancellationOf(order));
        await products.ReserveAsync(order);

        Assert.Equal((5, 1L), await StockAndVersionAsync(mug.Id));
        Assert.Empty(await FindMessagesAsync(order));
    }

    [Fact]
    public async Task An_order_that_comes_again_after_its_cancellation_takes_nothing()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var order = Order((mug.Id, 3));

        await products.ReserveAsync(order);
        await products.ReturnAsync(CancellationOf(order));
        await products.ReserveAsync(order);

        Assert.Equal((5, 3L), await StockAndVersionAsync(mug.Id));
        Assert.Equal(2, (await FindMessagesAsync(order)).Count);
    }

    [Fact]
    public async Task A_rejected_order_has_nothing_to_give_back()
    {
        using var measurements = new Measurements();
        var mug = await products.AddProductAsync(stock: 2);
        var order = Order((mug.Id, 3));

        await products.ReserveAsync(order);
        await products.ReturnAsync(CancellationOf(order), measurements);

        Assert.Equal((2, 1L), await StockAndVersionAsync(mug.Id));
        Assert.Empty(measurements.Recorded);
        var message = Assert.Single(await FindMessagesAsync(order));
        Assert.Equal(ErrorReasons.OutOfStock, message.Outcome!.RejectionReason);
    }

    [Fact]
    public async Task A_deleted_product_stays_at_zero_while_the_others_get_their_units()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var deleted = await products.AddProductAsync(stock: 5);
        var (order, alone) = (Order((mug.Id, 1), (deleted.Id, 2)), Order((deleted.Id, 2)));
        await products.ReserveAsync(order);
        await products.ReserveAsync(alone);
        await products.UpdateInventoryAsync(deleted.Id, MovementReason.Deleted, 0);

        await products.ReturnAsync(CancellationOf(order));
        await products.ReturnAsync(CancellationOf(alone));

        Assert.Equal((5, 3L), await StockAndVersionAsync(mug.Id));
        Assert.Equal((0, 4L), await StockAndVersionAsync(deleted.Id));
        var message = Assert.Single(
            await FindMessagesAsync(order),
            message => message.Outcome is null && message.Levels.Any(level => level.ProductId == mug.Id));
        Assert.Single(message.Levels);
        Assert.Equal(
            [(alone.OrderId, false), (null, true)],
            (await FindMessagesAsync(alone)).Select(
                message => (message.Outcome?.OrderId, Assert.Single(message.Levels).Deleted)));
    }

    [Fact]
    public async Task Units_that_no_longer_fit_are_lost_and_the_ledger_says_so()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var order = Order((mug.Id, 5));
        await products.ReserveAsync(order);
        await products.UpdateInventoryAsync(mug.Id, MovementReason.Added, int.MaxValue - 2);

        await products.ReturnAsync(CancellationOf(order));

        Assert.Equal((int.MaxValue, 4L), await StockAndVersionAsync(mug.Id));
        Assert.Equal(int.MaxValue, (await products.FindMovementsAsync(mug.Id)).Sum(movement => (long)movement.Delta));
    }

    [Fact]
    public async Task Placed_and_cancelled_at_once_an_order_leaves_the_stock_as_it_was()
    {
        var mug = await products.AddProductAsync(stock: 100);
        var orders = Enumerable.Range(0, 30).Select(_ => Order((mug.Id, 1))).ToList();

        await Task.WhenAll(orders.SelectMany(order => new[]
        {
            products.ReserveAsync(order),
            products.ReturnAsync(CancellationOf(order)),
            products.ReserveAsync(order),
        }));

        Assert.Equal(100, (await StockAndVersionAsync(mug.Id)).Stock);
        Assert.Equal(100, (await products.FindMovementsAsync(mug.Id)).Sum(movement => movement.Delta));
    }

    [Fact]
    public async Task Placed_and_cancelled_at_once_an_order_of_nothing_that_exists_is_decided_once()
    {
        var orders = Enumerable.Range(0, 30).Select(_ => Order((Guid.CreateVersion7(), 1))).ToList();

        await Task.WhenAll(orders.SelectMany(order => new[]
        {
            products.ReserveAsync(order),
            products.ReturnAsync(CancellationOf(order)),
        }));

        await using var db = products.Open();
        foreach (var order in orders)
        {
            var decision = await db.OrderDecisions.SingleAsync(
                decision => decision.OrderId == order.OrderId, TestContext.Current.CancellationToken);
            Assert.True(decision.RejectionReason == ErrorReasons.ProductUnavailable ^ decision.CancelledAt is not null);
        }
    }

    private static OrderPlaced Order(params (Guid ProductId, int Quantity)[] lines) => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [.. lines.Select(line => new OrderedLine(line.ProductId, line.Quantity))],
        DateTimeOffset.UtcNow);

    private static OrderCancelled CancellationOf(OrderPlaced order) =>
        new(order.OrderId, order.UserId, order.Lines, DateTimeOffset.UtcNow);

    /// <summary>What was told about the order, or, once its units were back, about its products.</summary>
    private async Task<List<InventoryUpdated>> FindMessagesAsync(OrderPlaced order)
    {
        Guid[] subjects = [order.OrderId, .. order.Lines.Select(line => line.ProductId)];
        await using var db = products.Open();
        var payloads = await db.Set<OutboxMessage>()
            .Where(message => message.Event == InventoryUpdated.EventName && subjects.Contains(message.Subject))
            .OrderBy(message => message.OccurredAt)
            .Select(message => message.Payload)
            .ToListAsync();

        return payloads.ConvertAll(payload => JsonSerializer.Deserialize(payload, InventoryUpdated.JsonTypeInfo)!);
    }

    private async Task<(int Stock, long Version)> StockAndVersionAsync(Guid productId)
    {
        var product = await products.FindProductAsync(productId);

        return (product.Stock, product.Version);
    }
}
