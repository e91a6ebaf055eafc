using Shop.Orders.Features;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.Orders;

public sealed class BasketTests
{
    private static readonly Guid Mug = Guid.CreateVersion7();

    [Fact]
    public void Refuses_an_empty_basket() =>
        AssertBad("lines", "its length of 0 is not between 1 and 100.");

    [Fact]
    public void Refuses_more_lines_than_100() =>
        AssertBad("lines", "its length of 101 is not between 1 and 100.", [.. Lines(101)]);

    [Fact]
    public void Takes_100_lines() =>
        Assert.Equal(100, Basket.Of([.. Lines(100)]).Lines.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    [InlineData(int.MaxValue)]
    public void Refuses_a_quantity_out_of_bounds(int quantity) =>
        AssertBad(
            "lines[1].quantity",
            $"{quantity} is not between 1 and 1000000.",
            new BasketLine(Mug, 1),
            new BasketLine(Guid.CreateVersion7(), quantity));

    [Fact]
    public void Refuses_the_same_product_twice() =>
        AssertBad(
            "lines[2].product_id",
            $"'{Mug}' stands in another line already.",
            new BasketLine(Mug, 1),
            new BasketLine(Guid.CreateVersion7(), 1),
            new BasketLine(Mug, 1));

    private static IEnumerable<BasketLine> Lines(int count) =>
        Enumerable.Range(0, count).Select(_ => new BasketLine(Guid.CreateVersion7(), 1));

    private static void AssertBad(string field, string description, params BasketLine[] lines)
    {
        var exception = Assert.Throws<BadInputException>(() => Basket.Of(lines));
        Assert.Equal((field, description), (exception.Field, exception.Description));
    }
}
