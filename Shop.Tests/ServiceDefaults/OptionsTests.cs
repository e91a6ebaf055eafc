using System.ComponentModel.DataAnnotations;
using Shop.Gateway.Products.Cache;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Grpc;
using Shop.Users.Passwords;
using Shop.Users.Tokens;

namespace Shop.Tests.ServiceDefaults;

public sealed class OptionsTests
{
    public static TheoryData<object, string> Broken => new()
    {
        { new AccessTokenOptions { Issuer = "" }, "AccessTokens:Issuer is missing." },
        { new AccessTokenOptions { Authority = "users" }, "AccessTokens:Authority 'users' is not an http(s) address." },
        { new AccessTokenOptions { KeyLifetime = TimeSpan.Zero }, "AccessTokens:KeyLifetime must be between" },
        { new ServiceClientOptions { Deadline = TimeSpan.Zero }, "ServiceClients:Deadline must be between" },
        { new TokenOptions { Lifetime = TimeSpan.Zero }, "Tokens:Lifetime must be between" },
        { new PasswordOptions { Iterations = 1 }, "Passwords:Iterations must be between" },
        { new CatalogueCacheOptions { TimeToLive = TimeSpan.Zero }, "CatalogueCache:TimeToLive must be between" },
        { new CatalogueCacheOptions { MaxSizeMiB = 0 }, "CatalogueCache:MaxSizeMiB must be between" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_setting_that_is_not_valid_is_named(object options, string message)
    {
        var results = new List<ValidationResult>();

        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);

        Assert.StartsWith(message, Assert.Single(results).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_valid()
    {
        object[] all =
        [
            new AccessTokenOptions(), new ServiceClientOptions(), new TokenOptions(), new PasswordOptions(),
            new CatalogueCacheOptions(),
        ];

        Assert.All(
            all,
            options => Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true));
    }
}
