using Shop.Contracts.Orders.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Orders;

public sealed class PlaceOrderInputTests(OrdersFixture orders) : IClassFixture<OrdersFixture>
{
    private readonly Guid _user = Guid.CreateVersion7();
    private readonly PlaceOrderRequest _request = OrdersFixture.RequestFor(Guid.CreateVersion7());

    [Fact]
    public async Task Refuses_an_order_without_lines() =>
        await AssertBadAsync(new PlaceOrderRequest(), "lines", "its length is not between 1 and 100.");

    [Fact]
    public async Task Refuses_101_lines()
    {
        for (var count = 1; count < 101; count++)
        {
            _request.Lines.Add(new PlaceOrderLine { ProductId = Guid.CreateVersion7().ToString(), Quantity = 1 });
        }

        await AssertBadAsync(_request, "lines", "its length is not between 1 and 100.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("{01890a5d-ac96-774b-bcce-b302099a8057}")]
    [InlineData("' OR 1=1 --")]
    public async Task Refuses_a_malformed_product_id(string id)
    {
        _request.Lines.Add(new PlaceOrderLine { ProductId = id, Quantity = 1 });

        await AssertBadAsync(_request, "lines[1].product_id", "is not an id.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public async Task Refuses_a_quantity_out_of_bounds(int quantity)
    {
        _request.Lines[0].Quantity = quantity;

        await AssertBadAsync(_request, "lines[0].quantity", "is not between 1 and 1000000.");
    }

    [Fact]
    public async Task Refuses_the_same_product_twice()
    {
        var id = _request.Lines[0].ProductId;
        _request.Lines.Add(new PlaceOrderLine { ProductId = id.ToUpperInvariant(), Quantity = 2 });

        await AssertBadAsync(_request, "lines[1].product_id", "stands in another line already.");
    }

    [Fact]
    public async Task Refuses_a_total_above_the_limit()
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct(stock: 2, price: int.MaxValue));

        await AssertBadAsync(
            OrdersFixture.RequestFor(mug.Id, 2), "lines", "the total of 4294967294 is above 2147483647.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task Refuses_an_idempotency_key_out_of_bounds(int length)
    {
        _request.IdempotencyKey = new string('k', length);

        await AssertBadAsync(
            _request, "idempotency_key", "its length is not between 1 and 255.");
    }

    [Theory]
    [InlineData("a\0")]
    [InlineData("a\n")]
    [InlineData("ä")]
    [InlineData("😀")]
    [InlineData("\u007f")]
    public async Task Refuses_an_idempotency_key_that_is_not_printable_ascii(string key)
    {
        _request.IdempotencyKey = key;

        await AssertBadAsync(_request, "idempotency_key", "must be of printable ASCII characters.");
    }

    private async Task AssertBadAsync(PlaceOrderRequest request, string field, string description)
    {
        Assert.Equal(
            (field, description),
            await orders.Client.PlaceOrderAsync(request, orders.As(_user)).InvalidAsync());
        Assert.Equal(0, await orders.CountOrdersOfAsync(_user));
    }
}
