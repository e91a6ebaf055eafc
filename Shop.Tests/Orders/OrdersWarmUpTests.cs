using Shop.Tests.Infrastructure;

namespace Shop.Tests.Orders;

public sealed class OrdersWarmUpTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    [Fact]
    public async Task Nothing_is_left_of_the_order_that_is_tried()
    {
        var before = await TableRows.CountAsync(orders.Database);

        await orders.WarmUpAsync();

        Assert.Equal("0", before["orders"]);
        Assert.Equal(before, await TableRows.CountAsync(orders.Database));
    }
}
