using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging.Outbox;
using Shop.Products.Data;
using Shop.ServiceDefaults.Errors;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

public sealed class ReserveStockTests(ProductsFixture products) : IClassFixture<ProductsFixture>
{
    [Fact]
    public async Task Takes_all_lines_and_tells_the_new_levels()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var pot = await products.AddProductAsync(stock: 2);
        var order = Order((mug.Id, 2), (pot.Id, 2));

        await products.ReserveAsync(order);

        var message = await FindOutcomeAsync(order.OrderId);
        Assert.Equal(new OrderOutcome(order.OrderId, RejectionReason: null), message.Outcome);
        Assert.Equal(
            [(mug.Id, 3, 2L), (pot.Id, 0, 2L)],
            message.Levels.OrderBy(level => level.ProductId)
                .Select(level => (level.ProductId, level.Stock, level.Version)));
        var movement = (await products.FindMovementsAsync(mug.Id))[^1];
        Assert.Equal(
            (MovementReason.Order, -2, 3, order.OrderId, order.UserId),
            (movement.Reason, movement.Delta, movement.ResultingStock, movement.OrderId!.Value, movement.UserId));
    }

    [Fact]
    public async Task Counts_what_it_decides()
    {
        using var measurements = new Measurements();
        var mug = await products.AddProductAsync(stock: 5);

        await products.ReserveAsync(Order((mug.Id, 5)), measurements);
        await products.ReserveAsync(Order((mug.Id, 1)), measurements);

        Assert.Equal(
            [
                ("shop.products.reservations.confirmed", 1.0, null),
                ("shop.products.reservations.rejected", 1.0, ErrorReasons.OutOfStock),
            ],
            measurements.Recorded);
    }

    [Fact]
    public async Task Takes_nothing_when_one_line_cannot_be_met()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var pot = await products.AddProductAsync(stock: 2);
        var order = Order((mug.Id, 1), (pot.Id, 3));

        await products.ReserveAsync(order);

        var message = await FindOutcomeAsync(order.OrderId);
        Assert.Equal(ErrorReasons.OutOfStock, message.Outcome!.RejectionReason);
        Assert.Empty(message.Levels);
        Assert.Equal((5, 1L), await StockAndVersionAsync(mug.Id));
        Assert.Equal((2, 1L), await StockAndVersionAsync(pot.Id));
    }

    [Fact]
    public async Task Rejects_products_that_are_deleted_or_unknown()
    {
        var deleted = await products.AddProductAsync(stock: 5);
        await products.UpdateInventoryAsync(deleted.Id, MovementReason.Deleted, 0);
        var mug = await products.AddProductAsync(stock: 5);

        foreach (var id in new[] { deleted.Id, Guid.CreateVersion7() })
        {
            var order = Order((mug.Id, 1), (id, 1));

            await products.ReserveAsync(order);

            var message = await FindOutcomeAsync(order.OrderId);
            Assert.Equal(ErrorReasons.ProductUnavailable, message.Outcome!.RejectionReason);
        }

        Assert.Equal((5, 1L), await StockAndVersionAsync(mug.Id));
    }

    [Fact]
    public async Task Gives_the_same_answer_again_without_a_second_movement()
    {
        var mug = await products.AddProductAsync(stock: 5);
        var confirmed = Order((mug.Id, 5));
        var rejected = Order((mug.Id, 1));

        await products.ReserveAsync(confirmed);
        await products.ReserveAsync(rejected);
        await products.UpdateInventoryAsync(mug.Id, MovementReason.Added, 10);
        await Task.WhenAll(
            Enumerable.Repeat(confirmed, 4).Concat([rejected]).Select(order => products.ReserveAsync(order)));

        Assert.Equal((10, 3L), await StockAndVersionAsync(mug.Id));
        Assert.Null((await FindOutcomeAsync(confirmed.OrderId)).Outcome!.RejectionReason);
        Assert.Equal(ErrorReasons.OutOfStock, (await FindOutcomeAsync(rejected.OrderId)).Outcome!.RejectionReason);
    }

    [Fact]
    public async Task Never_sells_more_than_there_is()
    {
        var mug = await products.AddProductAsync(stock: 10);
        var orders = Enumerable.Range(0, 50).Select(_ => Order((mug.Id, 1))).ToList();

        await Task.WhenAll(orders.Select(order => products.ReserveAsync(order)));

        var outcomes = await Task.WhenAll(orders.Select(order => FindOutcomeAsync(order.OrderId)));
        Assert.Equal(10, outcomes.Count(message => message.Outcome!.RejectionReason is null));
        Assert.Equal(40, outcomes.Count(message => message.Outcome!.RejectionReason == ErrorReasons.OutOfStock));
        Assert.Equal((0, 11L), await StockAndVersionAsync(mug.Id));
        Assert.Equal(0, (await products.FindMovementsAsync(mug.Id)).Sum(movement => movement.Delta));
    }

    [Fact]
    public async Task Does_not_deadlock_on_orders_that_name_the_same_products_in_another_order()
    {
        var mug = await products.AddProductAsync(stock: 100);
        var pot = await products.AddProductAsync(stock: 100);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => products.ReserveAsync(
            index % 2 == 0 ? Order((mug.Id, 1), (pot.Id, 1)) : Order((pot.Id, 1), (mug.Id, 1)))));

        Assert.Equal((60, 41L), await StockAndVersionAsync(mug.Id));
        Assert.Equal((60, 41L), await StockAndVersionAsync(pot.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task Refuses_a_quantity_that_would_not_take_anything(int quantity)
    {
        var mug = await products.AddProductAsync(stock: 5);

        await Assert.ThrowsAsync<BadInputException>(() => products.ReserveAsync(Order((mug.Id, quantity))));

        Assert.Equal((5, 1L), await StockAndVersionAsync(mug.Id));
    }

    [Fact]
    public async Task Refuses_orders_without_lines_or_with_a_product_twice()
    {
        var mug = await products.AddProductAsync(stock: 5);

        await Assert.ThrowsAsync<BadInputException>(() => products.ReserveAsync(Order()));
        await Assert.ThrowsAsync<BadInputException>(() => products.ReserveAsync(Order((mug.Id, 1), (mug.Id, 1))));

        Assert.Equal((5, 1L), await StockAndVersionAsync(mug.Id));
    }

    private static OrderPlaced Order(params (Guid ProductId, int Quantity)[] lines) => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [.. lines.Select(line => new OrderedLine(line.ProductId, line.Quantity))],
        DateTimeOffset.UtcNow);

    private async Task<InventoryUpdated> FindOutcomeAsync(Guid orderId)
    {
        await using var db = products.Open();
        var payloads = await db.Set<OutboxMessage>()
            .Where(message => message.Subject == orderId)
            .OrderBy(message => message.OccurredAt)
            .Select(message => message.Payload)
            .ToListAsync();
        var messages = payloads.ConvertAll(
            payload => JsonSerializer.Deserialize(payload, InventoryUpdated.JsonTypeInfo)!);

        Assert.Single(messages.DistinctBy(message => message.Outcome));

        return messages[0];
    }

    private async Task<(int Stock, long Version)> StockAndVersionAsync(Guid productId)
    {
        var product = await products.FindProductAsync(productId);

        return (product.Stock, product.Version);
    }
}
