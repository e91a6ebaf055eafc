using Microsoft.EntityFrameworkCore;
using OrderStatus = Shop.Contracts.Orders.V1.OrderStatus;

namespace Shop.Tests.Orders;

public sealed class OutcomeListenerTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    // Well below the wait for an outcome, which is 30 s here.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task Whoever_waits_is_answered_with_the_outcome_whichever_replica_settles_the_order()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var other = orders.Start(outcomeTimeout: TimeSpan.FromSeconds(30));

        foreach (var replica in new[] { orders.Client, other })
        {
            var call = replica.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));
            await orders.SettleAsync((await orders.PendingOrderOfAsync(_user)).Id);
            var order = (await call.ResponseAsync.WaitAsync(Limit, TestContext.Current.CancellationToken)).Order;

            Assert.Equal(OrderStatus.Confirmed, order.Status);
        }
    }

    [Fact]
    public async Task Whoever_waits_for_the_order_is_woken_and_gets_the_cancelled_one()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var placing = orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));
        var pending = await orders.PendingOrderOfAsync(_user);

        var request = new Shop.Contracts.Orders.V1.CancelOrderRequest { Id = pending.Id.ToString() };
        var cancelled = (await orders.Client.CancelOrderAsync(request, orders.As(_user))).Order;

        Assert.Equal(OrderStatus.Cancelled, cancelled.Status);
        Assert.Equal(
            cancelled, (await placing.ResponseAsync.WaitAsync(Limit, TestContext.Current.CancellationToken)).Order);
    }

    [Fact]
    public async Task A_lost_connection_loses_no_outcome()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var before = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id));

        var call = orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));
        var order = await orders.PendingOrderOfAsync(_user);
        await SettleSilentlyAsync(order.Id);
        await CloseConnectionsAsync();
        var during = await call.ResponseAsync.WaitAsync(Limit, TestContext.Current.CancellationToken);
        var after = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id));

        Assert.All([before, during, after], response => Assert.Equal(OrderStatus.Confirmed, response.Order.Status));
    }

    /// <summary>As if the event were published while nobody listens.</summary>
    private async Task SettleSilentlyAsync(Guid orderId)
    {
        await using var db = orders.NewContext();
        await db.Orders
            .Where(order => order.Id == orderId)
            .ExecuteUpdateAsync(set => set
                .SetProperty(order => order.Status, Shop.Orders.Data.OrderStatus.Confirmed)
                .SetProperty(order => order.SettledAt, DateTimeOffset.UtcNow));
    }

    private async Task CloseConnectionsAsync()
    {
        var server = await RabbitMQServer.SharedAsync();
        var path = $"vhosts{new Uri(orders.Broker).AbsolutePath}/connections";
        // The management API knows of a connection only after a while.
        await Eventually.TrueAsync(
            async () => (await server.GetAsync(path)).GetArrayLength() > 0, "the connections of the service");
        foreach (var connection in (await server.GetAsync(path)).EnumerateArray())
        {
            await server.DeleteAsync(
                $"connections/{Uri.EscapeDataString(connection.GetProperty("name").GetString()!)}");
        }
    }
}
