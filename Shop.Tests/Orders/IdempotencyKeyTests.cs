using Grpc.Core;
using Shop.Contracts;
using Shop.Tests.Infrastructure;
using OrderStatus = Shop.Contracts.Orders.V1.OrderStatus;

namespace Shop.Tests.Orders;

public sealed class IdempotencyKeyTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    private const string Key = "~ 1st attempt";

    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task The_same_key_returns_the_first_order()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);

        var first = await orders.PlaceAndSettleAsync(_user, request);
        var second = await orders.Client.PlaceOrderAsync(request, orders.As(_user));

        Assert.Equal(first, second);
        Assert.Equal(1, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task The_first_order_is_returned_though_it_took_the_last_of_the_stock()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 2));
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);

        var first = await orders.PlaceAndSettleAsync(_user, request);
        await orders.CopyAsync(mug with { Stock = 0, Version = 2 });
        orders.Products.Add(mug with { Stock = 0, Version = 2 });

        Assert.Equal(first, await orders.Client.PlaceOrderAsync(request, orders.As(_user)));
    }

    [Fact]
    public async Task Twenty_at_once_place_one_order()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);

        var calls = Enumerable.Range(0, 20)
            .Select(_ => orders.Client.PlaceOrderAsync(request, orders.As(_user)).ResponseAsync)
            .ToArray();
        var order = await orders.PendingOrderOfAsync(_user);
        await orders.SettleAsync(order.Id);
        var responses = await Task.WhenAll(calls);

        Assert.All(responses, response => Assert.Equal(
            (order.Id.ToString(), OrderStatus.Confirmed), (response.Order.Id, response.Order.Status)));
        Assert.Equal(1, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task A_repeated_call_waits_for_the_outcome_too()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);
        var hasty = orders.Start(outcomeTimeout: TimeSpan.Zero);

        var first = await hasty.PlaceOrderAsync(request, orders.As(_user));
        var second = orders.Client.PlaceOrderAsync(request, orders.As(_user));
        await orders.SettleAsync(Guid.Parse(first.Order.Id));

        Assert.Equal(OrderStatus.Pending, first.Order.Status);
        Assert.Equal(
            (first.Order.Id, OrderStatus.Confirmed),
            ((await second).Order.Id, (await second).Order.Status));
    }

    [Fact]
    public async Task A_rejected_order_is_refused_again()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);
        await Assert.ThrowsAsync<RpcException>(
            () => orders.PlaceAndSettleAsync(_user, request, ErrorReasons.OutOfStock));

        var refused = await orders.Client.PlaceOrderAsync(request, orders.As(_user)).RefusedAsync();

        Assert.Equal(ErrorReasons.OutOfStock, refused.Reason);
        Assert.Equal(1, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task Refuses_the_key_for_other_lines()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        await orders.PlaceAndSettleAsync(_user, OrdersFixture.RequestFor(mug.Id, 2, Key));

        var refused = await orders.Client.PlaceOrderAsync(OrdersFixture.RequestFor(mug.Id, 3, Key), orders.As(_user))
            .RefusedAsync();

        Assert.Equal(
            (StatusCode.FailedPrecondition, ErrorReasons.IdempotencyKeyReused), (refused.Status, refused.Reason));
        Assert.Equal(1, await orders.CountOrdersOfAsync(_user));
    }

    [Fact]
    public async Task Users_do_not_share_keys()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);

        var mine = await orders.PlaceAndSettleAsync(_user, request);
        var theirs = await orders.PlaceAndSettleAsync(Guid.CreateVersion7(), request);

        Assert.NotEqual(mine.Order.Id, theirs.Order.Id);
    }

    [Fact]
    public async Task A_key_whose_order_was_not_written_is_free()
    {
        var mug = OrdersFixture.NewProduct();
        var request = OrdersFixture.RequestFor(mug.Id, 2, Key);
        var refused = await orders.Client.PlaceOrderAsync(request, orders.As(_user)).RefusedAsync();
        orders.Products.Add(mug);

        var response = await orders.PlaceAndSettleAsync(_user, request);

        Assert.Equal(ErrorReasons.NotFound, refused.Reason);
        Assert.Equal(OrderStatus.Confirmed, response.Order.Status);
    }
}
