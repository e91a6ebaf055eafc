using Shop.Contracts.Events;
using Shop.Products.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Products;

public sealed class LedgerTests(ProductsFixture products) : IClassFixture<ProductsFixture>
{
    [Fact]
    public async Task Adds_up_to_the_stock_whatever_happens_at_once()
    {
        var ids = new List<Guid>();
        for (var index = 0; index < 3; index++)
        {
            ids.Add((await products.AddProductAsync(stock: 20)).Id);
        }

        var random = new Random(20261);
        var steps = Enumerable.Range(0, 90).Select(_ => (Kind: random.Next(5), Units: random.Next(1, 9))).ToList();
        await Task.WhenAll(steps.Select((step, index) => StepAsync(step.Kind, ids, index, step.Units)));

        foreach (var id in ids)
        {
            var product = await products.FindProductAsync(id);
            var movements = await products.FindMovementsAsync(id);
            Assert.Equal(product.Stock, movements.Sum(movement => movement.Delta));
            Assert.Equal(product.Version, movements.Count);
            Assert.Contains(movements, movement => movement.ResultingStock == product.Stock);
            Assert.All(movements, movement => Assert.True(movement.ResultingStock >= 0));
        }
    }

    private Task StepAsync(int kind, List<Guid> ids, int index, int units)
    {
        var id = ids[index % ids.Count];

        return kind switch
        {
            0 => products.UpdateInventoryAsync(id, MovementReason.Added, units),
            1 => IgnoreRefusalAsync(products.UpdateInventoryAsync(id, MovementReason.Subtracted, units)),
            2 => PlaceAndCancelAsync(Order(ids, index, units)),
            _ => products.ReserveAsync(Order(ids, index, units)),
        };
    }

    private Task PlaceAndCancelAsync(OrderPlaced order) => Task.WhenAll(
        products.ReserveAsync(order),
        products.ReturnAsync(new OrderCancelled(order.OrderId, order.UserId, order.Lines, order.OccurredAt)));

    private static OrderPlaced Order(List<Guid> ids, int index, int units) => new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [new OrderedLine(ids[index % ids.Count], units), new OrderedLine(ids[(index + 1) % ids.Count], 1)],
        DateTimeOffset.UtcNow);

    private static async Task IgnoreRefusalAsync(Task change)
    {
        try
        {
            await change;
        }
        catch (RefusalException)
        {
            // Less is left than was to be taken away.
        }
    }
}
