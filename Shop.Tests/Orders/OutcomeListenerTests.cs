using Microsoft.EntityFrameworkCore;
using Shop.Orders.Features;
using OrderStatus = Shop.Contracts.Orders.V1.OrderStatus;

namespace Shop.Tests.Orders;

public sealed class OutcomeListenerTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task A_lost_connection_loses_no_outcome()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var before = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id));

        var call = orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));
        var order = await orders.PendingOrderOfAsync(_user);
        await using (var db = orders.NewContext())
        {
            var terminated = await db.Database
                .SqlQuery<bool>(
                    $"""
                     SELECT pg_terminate_backend(pid, 5000) AS "Value" FROM pg_stat_activity
                     WHERE datname = current_database() AND application_name = {OutcomeListener.ApplicationName}
                     """)
                .ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal([true], terminated);
        }

        // Sent while nobody listens.
        await orders.SettleAsync(order.Id);
        var during = await call;
        var after = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id));

        Assert.All([before, during, after], response => Assert.Equal(OrderStatus.Confirmed, response.Order.Status));
    }
}
