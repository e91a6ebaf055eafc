using Shop.Faults.Oversell;

namespace Shop.Tests.Faults;

public sealed class OversellRoundTests
{
    [Fact]
    public void Ten_buyers_who_get_a_unit_and_forty_who_are_told_are_right() =>
        Assert.True(
            Round((10, "CONFIRMED", "CONFIRMED"), (20, "OUT_OF_STOCK", null), (20, "OUT_OF_STOCK", "REJECTED"))
                .IsRight);

    [Theory]
    [InlineData("SERVICE_UNAVAILABLE")]
    [InlineData("PENDING")]
    public void What_became_of_the_undecided_counts(string told)
    {
        Assert.True(Round((8, "CONFIRMED", "CONFIRMED"), (2, told, "CONFIRMED"), (40, told, "REJECTED")).IsRight);
        Assert.False(Round((10, "CONFIRMED", "CONFIRMED"), (1, told, "CONFIRMED"), (39, told, "REJECTED")).IsRight);
        Assert.False(Round((9, "CONFIRMED", "CONFIRMED"), (41, told, "REJECTED")).IsRight);
        Assert.False(Round((10, "CONFIRMED", "CONFIRMED"), (40, told, "PENDING")).IsRight);
    }

    [Theory]
    [InlineData("CONFIRMED", "REJECTED")]
    [InlineData("CONFIRMED", null)]
    [InlineData("OUT_OF_STOCK", "CONFIRMED")]
    [InlineData("PENDING", null)]
    [InlineData("INTERNAL", "REJECTED")]
    [InlineData("The connection was closed.", null)]
    [InlineData(null, null)]
    public void A_buyer_who_was_told_something_else_than_what_is_so_is_wrong(string? told, string? became)
    {
        var units = became == "CONFIRMED" ? 9 : 10;

        Assert.False(
            Round((units, "CONFIRMED", "CONFIRMED"), (1, told, became), (49 - units, "OUT_OF_STOCK", null)).IsRight);
    }

    [Fact]
    public void Units_that_somebody_else_got_or_that_are_left_are_wrong()
    {
        var round = Round((10, "CONFIRMED", "CONFIRMED"), (40, "OUT_OF_STOCK", null));

        Assert.False((round with { UnitsSold = 11 }).IsRight);
        Assert.False((round with { StockLeft = 1 }).IsRight);
    }

    private static OversellRound Round(params (int Count, string? Told, string? Became)[] groups) => new(
        Number: 1,
        [.. groups.SelectMany(group =>
            Enumerable.Range(0, group.Count).Select(_ => new Purchase(Guid.NewGuid(), group.Told, group.Became)))],
        UnitsSold: 10,
        StockLeft: 0);
}
