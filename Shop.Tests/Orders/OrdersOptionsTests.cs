using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Shop.Orders;

namespace Shop.Tests.Orders;

public sealed class OrdersOptionsTests
{
    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:02")]
    [InlineData("00:00:30")]
    public void Takes_a_wait_within_bounds(string timeout) => Assert.Empty(Validate(timeout));

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("00:00:31")]
    public void Names_the_setting_whose_value_is_out_of_bounds(string timeout) =>
        Assert.Equal("Orders:OutcomeTimeout must be between 00:00:00 and 00:00:30.", Assert.Single(Validate(timeout)));

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Names_a_group_delay_that_is_out_of_bounds(int milliseconds) => Assert.Equal(
        "Orders:GroupDelay must be between 00:00:00 and 00:00:01.",
        Assert.Single(Validate(new OrdersOptions { GroupDelay = TimeSpan.FromMilliseconds(milliseconds) })));

    private static IEnumerable<string?> Validate(string timeout) =>
        Validate(new OrdersOptions { OutcomeTimeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture) });

    private static IEnumerable<string?> Validate(OrdersOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);

        return results.Select(result => result.ErrorMessage);
    }
}
