using System.Diagnostics;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Orders.V1;
using Shop.Tests.Infrastructure;
using OrderStatus = Shop.Contracts.Orders.V1.OrderStatus;

namespace Shop.Tests.Orders;

public sealed class PlaceOrderTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task Answers_with_the_confirmed_order()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(price: 250));
        var jar = await orders.CopyAsync(OrdersFixture.NewProduct(price: 1000));
        var request = OrdersFixture.RequestFor(mug.Id, 3);
        request.Lines.Add(new PlaceOrderLine { ProductId = jar.Id.ToString(), Quantity = 2 });

        var order = (await orders.PlaceAndSettleAsync(_user, request)).Order;

        Assert.Equal((_user.ToString(), OrderStatus.Confirmed, "", 5, 2750), (
            order.UserId, order.Status, order.RejectionReason, order.Quantity, order.PriceTotal));
        Assert.Equal(
            [(mug.Id.ToString(), 3, 250), (jar.Id.ToString(), 2, 1000)],
            order.Lines.Select(line => (line.ProductId, line.Quantity, line.Price)));
    }

    [Theory]
    [InlineData(ErrorReasons.OutOfStock)]
    [InlineData(ErrorReasons.ProductUnavailable)]
    public async Task A_rejected_order_is_refused_with_its_id(string reason)
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var call = orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));
        var order = await orders.PendingOrderOfAsync(_user);
        await orders.SettleAsync(order.Id, reason);

        var refused = await call.RefusedAsync();

        Assert.Equal((StatusCode.FailedPrecondition, reason), (refused.Status, refused.Reason));
        Assert.Equal(order.Id.ToString(), refused.Facts[ErrorReasons.OrderIdKey]);
    }

    [Fact]
    public async Task Answers_with_a_pending_order_when_nothing_settles_it_in_time()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var client = orders.Start(outcomeTimeout: TimeSpan.FromMilliseconds(200));

        var response = await client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));

        Assert.Equal(OrderStatus.Pending, response.Order.Status);
    }

    [Fact]
    public async Task Answers_before_the_deadline_of_the_caller()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        // By its own clock the service has 4 of the caller's 60 seconds left; its own limit is at 30.
        var client = orders.Start(
            outcomeTimeout: TimeSpan.FromSeconds(30), time: new FastClock(TimeSpan.FromSeconds(56)));
        var started = Stopwatch.GetTimestamp();

        var response = await client.PlaceOrderAsync(
            OrdersFixture.RequestFor(mug.Id), orders.As(_user).WithDeadline(DateTime.UtcNow.AddSeconds(60)));

        Assert.Equal(OrderStatus.Pending, response.Order.Status);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(29));
    }

    [Fact]
    public async Task Asks_products_once_for_a_product_that_is_not_copied_yet()
    {
        var mug = OrdersFixture.NewProduct(price: 77);
        orders.Products.Add(mug);

        var first = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id));
        var second = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id));

        Assert.Equal((77, 77), (first.Order.PriceTotal, second.Order.PriceTotal));
        Assert.Equal(1, orders.Products.QuestionsFor(mug.Id));
    }

    [Fact]
    public async Task Refuses_a_product_that_nobody_knows()
    {
        var unknown = Guid.CreateVersion7();

        var refused = await orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(unknown), orders.As(_user))
            .RefusedAsync();

        Assert.Equal((StatusCode.NotFound, ErrorReasons.NotFound), (refused.Status, refused.Reason));
        Assert.Equal($"lines[0].product_id: there is no product '{unknown}'.", refused.Message);
        Assert.Equal(0, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task Refuses_a_deleted_product_without_asking()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 0) with { Deleted = true });

        var refused = await orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user))
            .RefusedAsync();

        Assert.Equal((StatusCode.NotFound, ErrorReasons.NotFound), (refused.Status, refused.Reason));
        Assert.Equal(0, orders.Products.QuestionsFor(mug.Id));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task Cannot_tell_about_an_unknown_product_while_products_is_down(StatusCode outage)
    {
        var unknown = Guid.CreateVersion7();
        orders.Products.FailFor(unknown, outage);

        var refused = await orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(unknown), orders.As(_user))
            .RefusedAsync();

        Assert.Equal((StatusCode.Unavailable, ErrorReasons.Unavailable), (refused.Status, refused.Reason));
        Assert.Equal(0, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task Accepts_what_products_has_got_since_the_copy_was_made()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 1));
        orders.Products.Add(mug with { Stock = 5, Version = 2 });

        var response = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id, 5));

        Assert.Equal(OrderStatus.Confirmed, response.Order.Status);
    }

    [Fact]
    public async Task Accepts_an_order_although_a_deadlock_keeps_the_copies_from_being_refreshed()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 1));
        orders.Products.Add(mug with { Name = "deadlock", Stock = 5, Version = 2 });
        await using var db = orders.NewContext();
        await db.Database.ExecuteSqlAsync(
            $"""
             CREATE FUNCTION deadlock() RETURNS trigger LANGUAGE plpgsql AS
             'BEGIN RAISE EXCEPTION USING ERRCODE = ''40P01''; END';
             CREATE TRIGGER deadlock BEFORE UPDATE ON product_copies
             FOR EACH ROW WHEN (new.name = 'deadlock') EXECUTE FUNCTION deadlock();
             """,
            TestContext.Current.CancellationToken);

        var response = await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id, 5));

        Assert.Equal(OrderStatus.Confirmed, response.Order.Status);
        Assert.Equal(
            mug, await db.ProductCopies.SingleAsync(copy => copy.Id == mug.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refuses_more_than_products_has()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 1));
        orders.Products.Add(mug with { Stock = 4, Version = 2 });

        var refused = await orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id, 5), orders.As(_user))
            .RefusedAsync();

        Assert.Equal((StatusCode.FailedPrecondition, ErrorReasons.OutOfStock), (refused.Status, refused.Reason));
        Assert.Equal("lines[0].quantity: 5 of 'mug' were asked for and 4 are left.", refused.Message);
        Assert.Empty(refused.Facts);
        Assert.Equal(0, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task Refuses_more_than_the_copy_while_products_is_down()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 1));
        orders.Products.FailFor(mug.Id, StatusCode.Unavailable);

        var refused = await orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id, 2), orders.As(_user))
            .RefusedAsync();

        Assert.Equal((StatusCode.FailedPrecondition, ErrorReasons.OutOfStock), (refused.Status, refused.Reason));
    }

    [Fact]
    public async Task A_replica_that_did_not_settle_the_order_wakes_its_caller()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var other = orders.Start(outcomeTimeout: TimeSpan.FromSeconds(30));

        var call = other.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id), orders.As(_user));
        await orders.SettleAsync((await orders.PendingOrderOfAsync(_user)).Id);

        Assert.Equal(OrderStatus.Confirmed, (await call).Order.Status);
    }

    [Fact]
    public async Task Needs_an_access_token()
    {
        var refused = await orders.Client.PlaceOrderAsync(
            OrdersFixture.RequestFor(Guid.CreateVersion7()), TokenForge.Anonymous).RefusedAsync();

        Assert.Equal(StatusCode.Unauthenticated, refused.Status);
    }

    private sealed class FastClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
