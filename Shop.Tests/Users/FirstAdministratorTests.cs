using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Users.V1;
using Shop.Messaging.Outbox;
using Shop.Users.Features;

namespace Shop.Tests.Users;

public sealed class FirstAdministratorTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    [Fact]
    public async Task Is_registered_once_and_published()
    {
        await UsersFixture.RunStepsAsync(users.Host);

        var id = await users.ReadAsync(db => db.Users
            .Where(user => user.Email == UsersFixture.AdminEmail && user.IsAdministrator)
            .Select(user => user.Id)
            .SingleAsync());
        Assert.Equal(
            1, await users.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(message => message.Subject == id)));
    }

    [Fact]
    public async Task Keeps_their_password_when_the_setting_changes()
    {
        await UsersFixture.RunStepsAsync(users.Start(("Admin:Password", "another horse")));

        Assert.NotEmpty((await users.LoginAsAdminAsync()).Headers!);
    }

    [Fact]
    public async Task Nobody_is_promoted()
    {
        var customer = await users.RegisterAsync();

        await UsersFixture.RunStepsAsync(
            users.Start(("Admin:Email", customer.Email), ("Admin:Password", "another horse")));

        var token = await users.LoginAsync(customer.Email);
        var seen = await users.Client.GetUserAsync(new GetUserRequest { Id = customer.Id }, token);
        Assert.Equal(UserType.Customer, seen.User.Type);
    }

    [Fact]
    public async Task Needs_no_settings()
    {
        var before = await users.ReadAsync(db => db.Users.CountAsync());

        await UsersFixture.RunStepsAsync(users.Start(("Admin:Email", ""), ("Admin:Password", "")));

        Assert.Equal(before, await users.ReadAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("Admin:Email", "nobody", UsersFixture.Password)]
    [InlineData("Admin:Email", "", UsersFixture.Password)]
    [InlineData("Admin:Password", UsersFixture.AdminEmail, "short")]
    [InlineData("Admin:Password", UsersFixture.AdminEmail, "")]
    public void A_setting_that_is_not_valid_is_named(string setting, string email, string password)
    {
        var options = new AdminOptions { Email = email, Password = password };

        var result = Assert.Single(options.Validate(new ValidationContext(options)));

        Assert.StartsWith(setting, result.ErrorMessage, StringComparison.Ordinal);
    }
}
