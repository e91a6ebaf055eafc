using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Shop.Contracts;
using Shop.Contracts.Users.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Users;

public sealed class LoginTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    [Fact]
    public async Task Gives_a_short_lived_signed_token()
    {
        var user = await users.RegisterAsync();

        var response = await users.Client.LoginAsync(
            new LoginRequest { Email = user.Email, Password = UsersFixture.Password }, TokenForge.Anonymous);

        var token = new JsonWebToken(response.Token);
        var key = await users.ReadAsync(db => db.SigningKeys.SingleAsync());
        Assert.Equal(("ES256", "at+jwt", key.Id.ToString()), (token.Alg, token.Typ, token.Kid));
        Assert.Equal(("http://users", "shop"), (token.Issuer, Assert.Single(token.Audiences)));
        Assert.Equal((user.Id, "Ann"), (token.Subject, token.GetClaim("name").Value));
        Assert.False(token.TryGetClaim("role", out _));
        Assert.NotEmpty(token.Id);
        Assert.Equal(TimeSpan.FromMinutes(60), token.ValidTo - token.IssuedAt);
        Assert.Equal(token.ValidTo, response.ExpiresAt.ToDateTime());
    }

    [Fact]
    public async Task The_first_administrators_token_has_the_role()
    {
        var authorization = await users.LoginAsAdminAsync();

        var token = new JsonWebToken(authorization.Headers!.GetValue("authorization")!["Bearer ".Length..]);
        Assert.Equal("admin", token.GetClaim("role").Value);
    }

    [Fact]
    public async Task Accepts_the_email_in_other_letter_case()
    {
        var user = await users.RegisterAsync();

        Assert.NotEmpty((await users.LoginAsync(user.Email.ToUpperInvariant())).Headers!);
    }

    [Fact]
    public async Task Counts_logins()
    {
        var user = await users.RegisterAsync();
        var host = users.Start();
        var client = new UsersService.UsersServiceClient(host.Calls);
        using var measurements = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        await client.LoginAsync(
            new LoginRequest { Email = user.Email, Password = UsersFixture.Password }, TokenForge.Anonymous);
        await Assert.ThrowsAsync<RpcException>(
            () => client
                .LoginAsync(
                    new LoginRequest { Email = user.Email, Password = "another horse" }, TokenForge.Anonymous)
                .ResponseAsync);

        Assert.Equal(
            [("shop.users.logins.succeeded", 1.0), ("shop.users.logins.failed", 1.0)],
            measurements.Recorded
                .Where(measured => measured.Instrument.StartsWith("shop.users.", StringComparison.Ordinal))
                .Select(measured => (measured.Instrument, measured.Value)));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_email_are_answered_alike()
    {
        var user = await users.RegisterAsync();

        var wrong = await MessageAsync(user.Email, "another horse");
        var wrongCase = await MessageAsync(user.Email, UsersFixture.Password.ToUpperInvariant());
        var unknown = await MessageAsync(UsersFixture.NewEmail(), UsersFixture.Password);
        var shorter = await MessageAsync(user.Email, "x");

        Assert.Single(new HashSet<string>([wrong, wrongCase, unknown, shorter]));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_email_take_comparable_work()
    {
        var slow = users.Start(("Passwords:Iterations", "300000"));
        var client = new UsersService.UsersServiceClient(slow.Calls);
        var user = await users.RegisterAsync();
        await client.LoginAsync(
            new LoginRequest { Email = user.Email, Password = UsersFixture.Password }, TokenForge.Anonymous);

        var wrong = await FastestAsync(user.Email);
        var unknown = await FastestAsync(UsersFixture.NewEmail());

        // Without the hashing it would be a hundredth; other tests may be using the processors.
        Assert.InRange(unknown / wrong, 0.1, 10);

        async Task<double> FastestAsync(string email)
        {
            var fastest = double.MaxValue;
            for (var i = 0; i < 5; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await client.LoginAsync(
                    new LoginRequest { Email = email, Password = "another horse" }, TokenForge.Anonymous)
                    .FailedAsync(StatusCode.Unauthenticated);
                fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return fastest;
        }
    }

    [Theory]
    [InlineData("", "correct horse", "email")]
    [InlineData("' OR 1=1 --", "correct horse", "email")]
    [InlineData("ann@shop.example", "correct\0horse", "password")]
    public async Task Refuses_bad_input(string email, string password, string field) =>
        await users.Client.LoginAsync(new LoginRequest { Email = email, Password = password }, TokenForge.Anonymous)
            .InvalidAsync(field);

    [Fact]
    public async Task Refuses_a_password_that_would_be_too_much_work() =>
        await users.Client
            .LoginAsync(
                new LoginRequest { Email = UsersFixture.NewEmail(), Password = new string('x', 129) },
                TokenForge.Anonymous)
            .InvalidAsync("password");

    [Fact]
    public async Task Renews_a_hash_of_fewer_iterations()
    {
        var user = await users.RegisterAsync();
        var before = await HashAsync(user.Id);
        var later = new UsersService.UsersServiceClient(users.Start(("Passwords:Iterations", "2000")).Calls);
        var login = new LoginRequest { Email = user.Email, Password = UsersFixture.Password };

        await later.LoginAsync(login, TokenForge.Anonymous);
        var renewed = await HashAsync(user.Id);
        await later.LoginAsync(login, TokenForge.Anonymous);

        Assert.NotEqual(before, renewed);
        Assert.Equal(renewed, await HashAsync(user.Id));
    }

    private Task<string> HashAsync(string id) => users.ReadAsync(db => db.Users
        .Where(user => user.Id == Guid.Parse(id))
        .Select(user => user.PasswordHash)
        .SingleAsync());

    private async Task<string> MessageAsync(string email, string password)
    {
        var refused = await users.Client.LoginAsync(
            new LoginRequest { Email = email, Password = password }, TokenForge.Anonymous)
            .RefusedAsync(StatusCode.Unauthenticated, ErrorReasons.InvalidCredentials);

        return refused.Message;
    }
}
