using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;

namespace Shop.Tests.Gateway;

/// <summary>What the schema has beyond the seed's.</summary>
public sealed class AdditionsTests : GatewayTest
{
    [Fact]
    public async Task Tells_who_the_caller_is()
    {
        Users.Add("bob");
        var ann = Users.Add("ann");

        AssertJson("""{"me":{"username":"ann"}}""", await DataAsync("{ me { username } }", TokenOf(ann.Id)));
        AssertJson(
            """{"me":{"username":"ann"}}""", await DataAsync("{ me { username } }", $"Bearer {TokenOf(ann.Id)}"));
    }

    [Fact]
    public async Task Pages_through_lists()
    {
        var after = Guid.CreateVersion7().ToString();

        await DataAsync(
            """
            query ($after: ID) {
              users(first: 3, after: $after) { id }
              products(first: 4, after: $after) { id }
              orders(first: 5, after: $after) { id }
            }
            """,
            SomeToken(),
            new { after });

        Assert.Equal(
            new GetUsersRequest { First = 3, After = after }, Assert.Single(Users.Calls.Of<GetUsersRequest>()));
        Assert.Equal(
            new GetProductsRequest { First = 4, After = after },
            Assert.Single(Products.Calls.Of<GetProductsRequest>()));
        Assert.Equal(
            new GetOrdersRequest { First = 5, After = after }, Assert.Single(Orders.Calls.Of<GetOrdersRequest>()));
    }

    [Fact]
    public async Task Leaves_the_page_to_the_services_where_none_is_asked_for()
    {
        await DataAsync("{ products { id } }");

        Assert.Equal(new GetProductsRequest { First = 100 }, Assert.Single(Products.Calls.Of<GetProductsRequest>()));
    }

    [Theory]
    [InlineData(OrderStatus.Pending, "", "PENDING", "null")]
    [InlineData(OrderStatus.Confirmed, "", "CONFIRMED", "null")]
    [InlineData(OrderStatus.Rejected, "OUT_OF_STOCK", "REJECTED", "\"OUT_OF_STOCK\"")]
    [InlineData(OrderStatus.Cancelled, "", "CANCELLED", "null")]
    public async Task Tells_what_became_of_an_order(
        OrderStatus status, string reason, string expectedStatus, string expectedReason)
    {
        var order = Orders.Add(Users.Add("ann").Id);
        order.Status = status;
        order.RejectionReason = reason;

        var data = await DataAsync(
            $$"""
            {
              order(id: "{{order.Id}}") { status rejection_reason created_at user { username } }
              orders { status rejection_reason created_at }
            }
            """,
            SomeToken());

        var one = data.GetProperty("order");
        var listed = Assert.Single(data.GetProperty("orders").EnumerateArray());
        Assert.Equal("ann", one.GetProperty("user").GetProperty("username").GetString());
        foreach (var found in new[] { one, listed })
        {
            Assert.Equal(expectedStatus, found.GetProperty("status").GetString());
            Assert.Equal(expectedReason, found.GetProperty("rejection_reason").GetRawText());
            Assert.Equal(FakesCreatedAt, found.GetProperty("created_at").GetDateTimeOffset());
        }
    }

    [Fact]
    public async Task Cancels_an_order_and_tells_its_history()
    {
        var order = Orders.Add(Users.Add("ann").Id);

        var data = await DataAsync(
            "mutation ($id: ID!) { cancelOrder(id: $id) { id status user { username } events { type at } } }",
            SomeToken(),
            new { id = order.Id });

        Assert.Equal(new CancelOrderRequest { Id = order.Id }, Assert.Single(Orders.Calls.Of<CancelOrderRequest>()));
        var cancelled = data.GetProperty("cancelOrder");
        Assert.Equal("CANCELLED", cancelled.GetProperty("status").GetString());
        Assert.Equal("ann", cancelled.GetProperty("user").GetProperty("username").GetString());
        Assert.Equal(
            [("PLACED", FakesCreatedAt), ("CANCELLED", FakesCreatedAt.AddHours(1))],
            cancelled.GetProperty("events").EnumerateArray().Select(happened => (
                happened.GetProperty("type").GetString(), happened.GetProperty("at").GetDateTimeOffset())));
    }

    [Theory]
    [InlineData(OrderEventType.Placed, "PLACED")]
    [InlineData(OrderEventType.Confirmed, "CONFIRMED")]
    [InlineData(OrderEventType.Rejected, "REJECTED")]
    [InlineData(OrderEventType.Cancelled, "CANCELLED")]
    public async Task Names_what_happened_to_an_order(OrderEventType type, string expected)
    {
        var order = Orders.Add(Users.Add("ann").Id);
        order.Events[0].Type = type;

        var data = await DataAsync(
            "query ($id: ID!) { order(id: $id) { events { type } } }", SomeToken(), new { id = order.Id });

        var happened = Assert.Single(data.GetProperty("order").GetProperty("events").EnumerateArray());
        Assert.Equal(expected, happened.GetProperty("type").GetString());
    }

    private static DateTimeOffset FakesCreatedAt => new(Fakes.FakeOrders.CreatedAt);
}
