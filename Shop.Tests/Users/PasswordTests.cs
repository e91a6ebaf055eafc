using Shop.ServiceDefaults.Errors;
using Shop.Users.Passwords;

namespace Shop.Tests.Users;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("  spaces  ")]
    [InlineData("tab\tand\nline")]
    [InlineData("🐎🐎🐎🐎🐎🐎🐎🐎")]
    [InlineData("'; DROP TABLE users; --")]
    public void Is_taken_as_it_is_given(string password) => Assert.Equal(password, Password.Parse(password));

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("🐎🐎🐎🐎🐎🐎🐎")]
    [InlineData("12345678\0")]
    public void Is_refused_when_too_short_or_with_NUL(string password) =>
        Assert.Equal("password", Assert.Throws<BadInputException>(() => Password.Parse(password)).Field);

    [Fact]
    public void Takes_128_characters_and_no_more()
    {
        var longest = string.Concat(Enumerable.Repeat("🐎", Password.MaxLength));

        Assert.Equal(longest, Password.Parse(longest));
        Assert.Throws<BadInputException>(() => Password.Parse(longest + "!"));
        Assert.Throws<BadInputException>(() => Password.Bounded(longest + "!"));
    }
}
