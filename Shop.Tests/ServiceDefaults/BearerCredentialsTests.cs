using Shop.ServiceDefaults.Authentication;

namespace Shop.Tests.ServiceDefaults;

public sealed class BearerCredentialsTests
{
    [Theory]
    [InlineData("abc.DEF-1_2~3+4/5==", "abc.DEF-1_2~3+4/5==")]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bearer  abc ", "abc")]
    [InlineData("", null)]
    [InlineData("Bearer", "Bearer")]
    [InlineData("Bearer ", null)]
    [InlineData("Bearer =", null)]
    [InlineData("\n", null)]
    [InlineData("Bearer abc\r\nx: y", null)]
    [InlineData("abc\0", null)]
    [InlineData("\tabc", null)]
    [InlineData("a b", null)]
    [InlineData("a=b", null)]
    [InlineData("é", null)]
    [InlineData("a,b", null)]
    public void Only_what_RFC_6750_calls_a_token_is_one(string authorization, string? expected)
    {
        var isToken = BearerCredentials.TryParse(authorization, out var token);

        Assert.Equal((expected is not null, expected), (isToken, token));
    }

    [Fact]
    public void A_token_has_8_KiB_at_most()
    {
        Assert.True(BearerCredentials.TryParse(new string('a', 8 * 1024), out _));
        Assert.False(BearerCredentials.TryParse(new string('a', (8 * 1024) + 1), out _));
    }
}
