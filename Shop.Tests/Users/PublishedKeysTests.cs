using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Infrastructure;
using Shop.Users.Data;
using UserMessage = Shop.Contracts.Users.V1.User;

namespace Shop.Tests.Users;

/// <summary>Another service, which knows the users service's keys by its discovery document only.</summary>
public sealed class PublishedKeysTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    private bool _usersAreDown;
    private int _failedLoads;

    [Fact]
    public async Task A_token_of_the_users_service_is_accepted()
    {
        var user = await users.RegisterAsync();
        await using var app = await StartAsync();

        Assert.Equal(user.Id, await AskAsync(app, "/caller", await TokenAsync(user)));
        Assert.Equal(user.Id, await AskAsync(app, "/anybody", await TokenAsync(user)));
        Assert.Equal("Forbidden", await AskAsync(app, "/administrator", await TokenAsync(user)));
    }

    [Fact]
    public async Task An_administrator_is_known_as_one()
    {
        var token = (await users.LoginAsAdminAsync()).Headers!.GetValue("authorization")!;
        await using var app = await StartAsync();

        Assert.NotEqual("Forbidden", await AskAsync(app, "/administrator", token));
    }

    [Fact]
    public async Task No_token_and_a_bad_token_are_told_apart()
    {
        await using var app = await StartAsync();
        var bad = new TokenForge().Customer(Guid.NewGuid());

        Assert.Equal("nobody", await AskAsync(app, "/anybody", null));
        Assert.Equal("Unauthorized", await AskAsync(app, "/caller", null));
        Assert.Equal("Unauthorized", await AskAsync(app, "/caller", bad));
        Assert.Equal("Unauthenticated UNAUTHENTICATED", await AskAsync(app, "/anybody", bad));
    }

    [Fact]
    public async Task The_first_token_of_a_new_key_is_accepted()
    {
        var user = await users.RegisterAsync();
        await using var app = await StartAsync(("AccessTokens:KeyLifetime", "1.00:00:00"));
        Assert.Equal(user.Id, await AskAsync(app, "/caller", await TokenAsync(user)));
        var key = SigningKey.Create(DateTimeOffset.UnixEpoch);
        await users.WithAsync<UsersDbContext>(db =>
        {
            db.Add(key);

            return db.SaveChangesAsync();
        });
        var token = new TokenForge(key.OpenPrivateKey()) { KeyId = key.Id.ToString() }.Customer(Guid.Parse(user.Id));

        await Eventually.TrueAsync(
            async () => await AskAsync(app, "/caller", token) == user.Id, "the new key, before the others expire");
    }

    [Fact]
    public async Task Tokens_are_accepted_while_the_users_service_is_down()
    {
        var user = await users.RegisterAsync();
        var token = await TokenAsync(user);
        await using var app = await StartAsync(("AccessTokens:KeyLifetime", "00:00:00.100"));
        Assert.Equal(user.Id, await AskAsync(app, "/caller", token));

        _usersAreDown = true;

        await Eventually.TrueAsync(
            async () =>
            {
                Assert.Equal(user.Id, await AskAsync(app, "/caller", token));

                return _failedLoads >= 3;
            },
            "several loads that fail");
    }

    [Fact]
    public async Task Without_any_keys_it_is_an_outage_and_not_a_bad_token()
    {
        var token = await TokenAsync(await users.RegisterAsync());
        _usersAreDown = true;
        await using var app = await StartAsync();

        Assert.Equal("ServiceUnavailable", await AskAsync(app, "/caller", token));
        Assert.Equal("Unavailable SERVICE_UNAVAILABLE", await AskAsync(app, "/anybody", token));
    }

    private async Task<string> TokenAsync(UserMessage user) =>
        (await users.LoginAsync(user.Email)).Headers!.GetValue("authorization")!;

    private Task<WebApplication> StartAsync(params (string Key, string Value)[] settings) =>
        InProcess.StartAsync(
            builder =>
            {
                foreach (var (key, value) in settings.Append(("AccessTokens:KeyRefreshInterval", "00:00:00.100")))
                {
                    builder.Configuration[key] = value;
                }

                builder.AddAccessTokenAuthentication();
                builder.Services.AddHttpClient(DiscoveredKeySource.ClientName)
                    .ConfigurePrimaryHttpMessageHandler(
                        () => new Outage(this) { InnerHandler = users.Host.Server.CreateHandler() });
            },
            app =>
            {
                app.MapGet("/caller", (HttpContext http) => $"{http.GetCaller().UserId}").RequireAuthorization();
                app.MapGet("/administrator", (HttpContext http) => $"{http.GetCaller().UserId}")
                    .RequireAuthorization(AuthorizationPolicies.Administrator);
                app.MapGet("/anybody", (HttpContext http) => http.FindTokenRefusal() is { } refusal
                    ? $"{refusal.Status} {refusal.Reason}"
                    : http.FindCaller()?.UserId.ToString() ?? "nobody");
            });

    /// <summary>The body, or the status where it is not 200.</summary>
    private static async Task<string> AskAsync(WebApplication app, string path, string? authorization)
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await client.SendAsync(request);

        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync()
            : response.StatusCode.ToString();
    }

    private sealed class Outage(PublishedKeysTests test) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            if (test._usersAreDown)
            {
                Interlocked.Increment(ref test._failedLoads);
                throw new HttpRequestException("Connection refused");
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
