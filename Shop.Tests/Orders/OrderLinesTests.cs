using Shop.Orders.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Orders;

public sealed class OrderLinesTests
{
    private static readonly Guid Mug = Guid.CreateVersion7();

    [Fact]
    public void Refuses_an_order_without_lines() =>
        AssertBad("lines", "its length is not between 1 and 100.");

    [Fact]
    public void Refuses_more_lines_than_100() =>
        AssertBad("lines", "its length is not between 1 and 100.", [.. Lines(101)]);

    [Fact]
    public void Takes_100_lines() =>
        Assert.Equal(100, OrderLines.Of([.. Lines(100)]).Count);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    [InlineData(int.MaxValue)]
    public void Refuses_a_quantity_out_of_bounds(int quantity) =>
        AssertBad(
            "lines[1].quantity",
            "is not between 1 and 1000000.",
            new NewOrderLine(Mug, 1),
            new NewOrderLine(Guid.CreateVersion7(), quantity));

    [Fact]
    public void Refuses_the_same_product_twice() =>
        AssertBad(
            "lines[2].product_id",
            "stands in another line already.",
            new NewOrderLine(Mug, 1),
            new NewOrderLine(Guid.CreateVersion7(), 1),
            new NewOrderLine(Mug, 1));

    private static IEnumerable<NewOrderLine> Lines(int count) =>
        Enumerable.Range(0, count).Select(_ => new NewOrderLine(Guid.CreateVersion7(), 1));

    private static void AssertBad(string field, string description, params NewOrderLine[] lines)
    {
        var exception = Assert.Throws<BadInputException>(() => OrderLines.Of(lines));
        Assert.Equal((field, description), (exception.Field, exception.Description));
    }
}
