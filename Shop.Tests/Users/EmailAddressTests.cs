using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Tests.Users;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ann@shop.example")]
    [InlineData("Ann.O'Neil+mugs@sub.shop.example")]
    [InlineData("root@localhost")]
    [InlineData("ännchen@müller.example")]
    public void Accepts_an_address(string address) => Assert.Equal(address, EmailAddress.Parse(address).Value);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ann")]
    [InlineData("@shop.example")]
    [InlineData("ann@")]
    [InlineData("ann@shop@example")]
    [InlineData("ann @shop.example")]
    [InlineData(" ann@shop.example")]
    [InlineData("ann@shop.example\u00a0")]
    [InlineData("ann@shop.example\0")]
    [InlineData("ann@shop.example\r\nBcc: all@shop.example")]
    [InlineData("\u007fann@shop.example")]
    public void Refuses_what_is_no_address(string address) =>
        Assert.Equal("email", Assert.Throws<BadInputException>(() => EmailAddress.Parse(address)).Field);

    [Fact]
    public void Takes_254_characters_and_no_more()
    {
        const string domain = "@shop.example";
        var longest = new string('a', EmailAddress.MaxLength - domain.Length) + domain;

        Assert.Equal(longest, EmailAddress.Parse(longest).Value);
        Assert.Throws<BadInputException>(() => EmailAddress.Parse("a" + longest));
    }

    [Theory]
    [InlineData("Ann@Shop.Example", "ann@shop.example")]
    [InlineData("ÄNN@SHOP.EXAMPLE", "änn@shop.example")]
    public void Is_compared_without_regard_to_letter_case(string address, string normalized)
    {
        Assert.Equal(normalized, EmailAddress.Parse(address).Normalized);
        Assert.Equal(address, EmailAddress.Parse(address).Value);
    }
}
