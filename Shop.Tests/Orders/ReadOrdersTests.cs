using Grpc.Core;
using Shop.Contracts;
using Shop.Contracts.Orders.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Orders;

public sealed class ReadOrdersTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    private readonly Guid _user = Guid.CreateVersion7();
    private readonly Guid _stranger = Guid.CreateVersion7();

    [Fact]
    public async Task The_owner_and_administrators_see_an_order()
    {
        var order = await PlaceAsync();
        var request = new GetOrderRequest { Id = order.Id };

        Assert.Equal(order, (await orders.Client.GetOrderAsync(request, orders.As(_user))).Order);
        Assert.Equal(
            order, (await orders.Client.GetOrderAsync(request, orders.As(_stranger, administrator: true))).Order);
    }

    [Fact]
    public async Task To_others_an_order_does_not_exist()
    {
        var order = await PlaceAsync();

        var refused = await orders.Client.GetOrderAsync(new GetOrderRequest { Id = order.Id }, orders.As(_stranger))
            .RefusedAsync();

        Assert.Equal((StatusCode.NotFound, ErrorReasons.NotFound), (refused.Status, refused.Reason));
        Assert.Equal($"id: there is no order '{order.Id}'.", refused.Message);
    }

    [Fact]
    public async Task Pages_go_from_the_newest_order_to_the_oldest()
    {
        var placed = new List<string>();
        for (var count = 0; count < 5; count++)
        {
            placed.Insert(0, (await PlaceAsync()).Id);
        }

        var first = await PageAsync(new GetOrdersRequest { First = 2 });
        var second = await PageAsync(new GetOrdersRequest { First = 2, After = first[^1] });
        var third = await PageAsync(new GetOrdersRequest { First = 2, After = second[^1] });

        Assert.Equal([2, 2, 1], [first.Count, second.Count, third.Count]);
        Assert.Equal(placed, [.. first, .. second, .. third]);
        Assert.Equal(placed, await PageAsync(new GetOrdersRequest()));
    }

    [Fact]
    public async Task A_page_has_no_lines()
    {
        var order = await PlaceAsync();

        var response = await orders.Client.GetOrdersAsync(new GetOrdersRequest(), orders.As(_user));

        order.Lines.Clear();
        Assert.Equal(order, Assert.Single(response.Orders));
    }

    [Fact]
    public async Task Administrators_page_through_the_orders_of_all()
    {
        var mine = await PlaceAsync();
        var theirs = await PlaceAsync(_stranger);

        var response = await orders.Client.GetOrdersAsync(
            new GetOrdersRequest { First = 2 }, orders.As(Guid.CreateVersion7(), administrator: true));

        Assert.Equal([theirs.Id, mine.Id], response.Orders.Select(order => order.Id));
    }

    [Fact]
    public async Task A_batch_leaves_out_what_the_caller_may_not_see()
    {
        var mine = await PlaceAsync();
        var theirs = await PlaceAsync(_stranger);
        var request = new BatchGetOrdersRequest { Ids = { theirs.Id, mine.Id, Guid.CreateVersion7().ToString() } };

        var own = await orders.Client.BatchGetOrdersAsync(request, orders.As(_user));
        var all = await orders.Client.BatchGetOrdersAsync(request, orders.As(_user, administrator: true));

        Assert.Equal(mine, Assert.Single(own.Orders));
        Assert.Equal(new[] { mine.Id, theirs.Id }.Order(), all.Orders.Select(order => order.Id).Order());
    }

    [Fact]
    public async Task Refuses_bad_input()
    {
        var caller = orders.As(_user);

        Assert.Equal(
            ("id", "is not an id."),
            await orders.Client.GetOrderAsync(new GetOrderRequest { Id = "1" }, caller).InvalidAsync());
        Assert.Equal(
            ("first", "is not between 1 and 100."),
            await orders.Client.GetOrdersAsync(new GetOrdersRequest { First = 0 }, caller).InvalidAsync());
        Assert.Equal(
            ("first", "is not between 1 and 100."),
            await orders.Client.GetOrdersAsync(new GetOrdersRequest { First = 101 }, caller).InvalidAsync());
        Assert.Equal(
            ("after", "is not an id."),
            await orders.Client.GetOrdersAsync(new GetOrdersRequest { After = "x" }, caller).InvalidAsync());
        Assert.Equal(
            ("ids[1]", "is not an id."),
            await orders.Client.BatchGetOrdersAsync(
                new BatchGetOrdersRequest { Ids = { Guid.CreateVersion7().ToString(), "x" } }, caller).InvalidAsync());
    }

    [Fact]
    public async Task Needs_an_access_token()
    {
        var id = Guid.CreateVersion7().ToString();

        var refusals = new[]
        {
            await orders.Client.GetOrderAsync(new GetOrderRequest { Id = id }, TokenForge.Anonymous).RefusedAsync(),
            await orders.Client.GetOrdersAsync(new GetOrdersRequest(), TokenForge.Anonymous).RefusedAsync(),
            await orders.Client.BatchGetOrdersAsync(new BatchGetOrdersRequest { Ids = { id } }, TokenForge.Anonymous)
                .RefusedAsync(),
        };

        Assert.All(refusals, refused => Assert.Equal(StatusCode.Unauthenticated, refused.Status));
    }

    private async Task<Order> PlaceAsync(Guid? userId = null)
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());

        return (await orders.PlaceAndSettleAsync(userId ?? _user, OrdersFixture.RequestFor(mug.Id, 2))).Order;
    }

    private async Task<IReadOnlyList<string>> PageAsync(GetOrdersRequest request) =>
        [.. (await orders.Client.GetOrdersAsync(request, orders.As(_user))).Orders.Select(order => order.Id)];
}
