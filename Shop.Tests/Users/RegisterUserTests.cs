using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Contracts.Users.V1;
using Shop.Messaging.Outbox;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Users;

public sealed class RegisterUserTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    [Fact]
    public async Task Registers_a_customer_and_publishes_it()
    {
        var email = UsersFixture.NewEmail();

        var registered = await users.RegisterAsync(email);

        Assert.Equal((email, "Ann", UserType.Customer), (registered.Email, registered.Username, registered.Type));
        var seen = await users.Client.GetUserAsync(
            new GetUserRequest { Id = registered.Id }, await users.LoginAsync(email));
        Assert.Equal(registered, seen.User);
        var published = await users.ReadAsync(db => db.Set<OutboxMessage>()
            .SingleAsync(message => message.Subject == Guid.Parse(registered.Id)));
        Assert.Equal(UserRegistered.EventName, published.Event);
        Assert.Contains("\"isAdmin\":false", published.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_kept_as_a_hash_only()
    {
        var registered = await users.RegisterAsync(password: "only I know this");

        var hash = await users.ReadAsync(db => db.Users
            .Where(user => user.Id == Guid.Parse(registered.Id))
            .Select(user => user.PasswordHash)
            .SingleAsync());
        Assert.DoesNotContain("only I know this", hash, StringComparison.Ordinal);
        Assert.Equal(1, Convert.FromBase64String(hash)[0]);
    }

    [Theory]
    [InlineData("Robert'); DROP TABLE users;--")]
    [InlineData("🐎 Ånn «עברית» 汉字")]
    [InlineData("  spaces stay  ")]
    public async Task Keeps_a_username_as_it_was_given(string username)
    {
        var request = Request(username: username);

        var registered = await users.Client.RegisterUserAsync(request, TokenForge.Anonymous);

        Assert.Equal(username, registered.User.Username);
        var stored = await users.ReadAsync(db => db.Users
            .Where(user => user.Id == Guid.Parse(registered.User.Id))
            .Select(user => user.Username)
            .SingleAsync());
        Assert.Equal(username, stored);
    }

    [Theory]
    [InlineData("", "Ann", "correct horse", UserType.Customer, "email")]
    [InlineData("ann", "Ann", "correct horse", UserType.Customer, "email")]
    [InlineData("ann@shop\0.example", "Ann", "correct horse", UserType.Customer, "email")]
    [InlineData("ann@shop.example", "", "correct horse", UserType.Customer, "username")]
    [InlineData("ann@shop.example", "A\u0007nn", "correct horse", UserType.Customer, "username")]
    [InlineData("ann@shop.example", "A\0nn", "correct horse", UserType.Customer, "username")]
    [InlineData("ann@shop.example", "Ann", "1234567", UserType.Customer, "password")]
    [InlineData("ann@shop.example", "Ann", "12345678\0", UserType.Customer, "password")]
    [InlineData("ann@shop.example", "Ann", "correct horse", UserType.Unspecified, "type")]
    [InlineData("ann@shop.example", "Ann", "correct horse", (UserType)9, "type")]
    public async Task Refuses_bad_input(string email, string username, string password, UserType type, string field)
    {
        var before = await users.ReadAsync(db => db.Users.CountAsync());

        await users.Client.RegisterUserAsync(Request(email, username, password, type), TokenForge.Anonymous)
            .InvalidAsync(field);

        Assert.Equal(before, await users.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Refuses_a_username_of_more_than_100_characters()
    {
        await users.Client.RegisterUserAsync(Request(username: new string('ä', 100)), TokenForge.Anonymous);
        await users.Client.RegisterUserAsync(Request(username: new string('ä', 101)), TokenForge.Anonymous)
            .InvalidAsync("username");
    }

    [Fact]
    public async Task Refuses_a_password_of_more_than_128_characters()
    {
        await users.Client.RegisterUserAsync(Request(password: new string('x', 128)), TokenForge.Anonymous);
        await users.Client.RegisterUserAsync(Request(password: new string('x', 129)), TokenForge.Anonymous)
            .InvalidAsync("password");
    }

    [Fact]
    public async Task Refuses_an_email_that_is_taken_also_in_other_letter_case()
    {
        var email = UsersFixture.NewEmail();
        await users.RegisterAsync(email);

        await users.Client.RegisterUserAsync(Request(email), TokenForge.Anonymous)
            .RefusedAsync(StatusCode.AlreadyExists, ErrorReasons.EmailTaken);
        await users.Client.RegisterUserAsync(Request(email.ToUpperInvariant()), TokenForge.Anonymous)
            .RefusedAsync(StatusCode.AlreadyExists, ErrorReasons.EmailTaken);
    }

    [Fact]
    public async Task Of_many_registrations_at_once_with_one_email_one_wins()
    {
        var email = UsersFixture.NewEmail();

        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await users.Client.RegisterUserAsync(Request(email), TokenForge.Anonymous);

                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }));

        Assert.Single(attempts, StatusCode.OK);
        Assert.Equal(7, attempts.Count(status => status == StatusCode.AlreadyExists));
        var id = await users.ReadAsync(
            db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
        Assert.Equal(
            1, await users.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(message => message.Subject == id)));
    }

    [Fact]
    public async Task An_administrator_registers_administrators()
    {
        var registered = await users.Client.RegisterUserAsync(
            Request(type: UserType.Admin), await users.LoginAsAdminAsync());

        Assert.Equal(UserType.Admin, registered.User.Type);
    }

    [Fact]
    public async Task Nobody_else_registers_administrators()
    {
        var customer = await users.RegisterAsync();
        var request = Request(type: UserType.Admin);

        await users.Client.RegisterUserAsync(request, TokenForge.Anonymous)
            .RefusedAsync(StatusCode.PermissionDenied, ErrorReasons.Forbidden);
        await users.Client.RegisterUserAsync(request, await users.LoginAsync(customer.Email))
            .RefusedAsync(StatusCode.PermissionDenied, ErrorReasons.Forbidden);
        await users.Client
            .RegisterUserAsync(request, TokenForge.Authorization(new TokenForge().Administrator(Guid.NewGuid())))
            .RefusedAsync(StatusCode.Unauthenticated, ErrorReasons.Unauthenticated);
    }

    private static RegisterUserRequest Request(
        string? email = null,
        string username = "Ann",
        string password = UsersFixture.Password,
        UserType type = UserType.Customer) =>
        new() { Email = email ?? UsersFixture.NewEmail(), Username = username, Password = password, Type = type };
}
