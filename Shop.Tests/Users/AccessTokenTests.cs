using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Infrastructure;
using Shop.Users.Data;
using Shop.Users.Tokens;

namespace Shop.Tests.Users;

public sealed class AccessTokenTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    public async Task A_token_is_accepted_with_and_without_its_scheme(string scheme)
    {
        var forge = await ForgeAsync();

        await AcceptedAsync(scheme + forge.Customer(Guid.NewGuid()));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("Bearer")]
    [InlineData("Basic YW5uOnBhc3N3b3Jk")]
    [InlineData("e30.e30.e30")]
    [InlineData("Bearer e30.e30.")]
    public async Task What_is_no_token_is_refused(string authorization) => await RefusedAsync(authorization);

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var forge = await ForgeAsync();

        await RefusedAsync(forge.Sign(Guid.NewGuid(), token => token.Expires = DateTime.UtcNow.AddMinutes(-1)));
        await RefusedAsync(forge.Sign(Guid.NewGuid(), token => token.NotBefore = DateTime.UtcNow.AddMinutes(1)));
    }

    [Fact]
    public async Task A_token_of_another_issuer_or_for_another_audience_is_refused()
    {
        var forge = await ForgeAsync();

        await RefusedAsync(forge.Sign(Guid.NewGuid(), token => token.Issuer = "http://elsewhere"));
        await RefusedAsync(forge.Sign(Guid.NewGuid(), token => token.Audience = "elsewhere"));
    }

    [Fact]
    public async Task A_token_of_another_type_or_without_a_users_id_is_refused()
    {
        var forge = await ForgeAsync();

        await RefusedAsync(forge.Sign(Guid.NewGuid(), token => token.TokenType = "JWT"));
        await RefusedAsync(forge.Sign(Guid.NewGuid(), token => token.Claims[ShopClaims.Subject] = "ann"));
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        var signed = (await ForgeAsync()).Administrator(Guid.NewGuid());
        var payload = signed.Split('.')[1];
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");

        await RefusedAsync($"{header}.{payload}.");
        await RefusedAsync($"{signed[..signed.LastIndexOf('.')]}.");
    }

    [Fact]
    public async Task A_token_signed_by_the_public_key_as_a_secret_is_refused()
    {
        var forge = await ForgeAsync();
        var secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(forge.PublicKeyPem)) { KeyId = forge.KeyId };

        await RefusedAsync(forge.Sign(
            Guid.NewGuid(),
            token => token.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task A_token_of_a_key_that_is_not_the_services_is_refused()
    {
        await RefusedAsync(new TokenForge().Administrator(Guid.NewGuid()));
        await RefusedAsync(new TokenForge { KeyId = (await ForgeAsync()).KeyId }.Administrator(Guid.NewGuid()));
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var token = (await ForgeAsync()).Customer(Guid.NewGuid()).Split('.');
        var payload = Base64UrlEncoder.Decode(token[1]).Insert(1, "\"role\":\"admin\",");

        await RefusedAsync($"{token[0]}.{Base64UrlEncoder.Encode(payload)}.{token[2]}");
    }

    [Fact]
    public async Task A_token_of_a_deleted_key_is_refused_soon()
    {
        var key = SigningKey.Create(DateTimeOffset.UnixEpoch);
        await AddAsync(key);
        var token = new TokenForge(key.OpenPrivateKey()) { KeyId = key.Id.ToString() }.Customer(Guid.NewGuid());
        await Eventually.SucceedsAsync(() => AcceptedAsync(token), "the new key is known");

        await users.WithAsync<UsersDbContext>(
            db => db.SigningKeys.Where(other => other.Id == key.Id).ExecuteDeleteAsync());

        await Eventually.SucceedsAsync(() => RefusedAsync(token), "the deleted key is forgotten");
    }

    [Fact]
    public async Task A_retired_key_signs_no_more_but_its_tokens_stay_valid()
    {
        var retired = SigningKey.Create(DateTimeOffset.UtcNow.AddDays(1));
        retired.Retire(DateTimeOffset.UtcNow.AddDays(2));
        await AddAsync(retired);

        var active = await ForgeAsync();

        Assert.NotEqual(retired.Id.ToString(), active.KeyId);
        var token = new TokenForge(retired.OpenPrivateKey()) { KeyId = retired.Id.ToString() }.Customer(Guid.NewGuid());
        await Eventually.SucceedsAsync(() => AcceptedAsync(token), "the retired key is known");
    }

    [Fact]
    public async Task Replicas_that_start_together_create_one_key()
    {
        var others = await OtherDatabaseAsync();

        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var db = others();

            return (await new SigningKeyRing(db, TimeProvider.System).GetActiveAsync(CancellationToken.None)).Id;
        }));

        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task The_public_keys_are_published_without_the_private_ones()
    {
        var forge = await ForgeAsync();
        using var http = users.Host.CreateClient();

        var discovery = await http.GetFromJsonAsync<JsonElement>(
            "/.well-known/openid-configuration", cancellationToken: TestContext.Current.CancellationToken);
        var text = await http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken);

        Assert.Equal("http://users", discovery.GetProperty("issuer").GetString());
        Assert.Equal("http://users/.well-known/jwks.json", discovery.GetProperty("jwks_uri").GetString());
        var key = JsonDocument.Parse(text).RootElement.GetProperty("keys").EnumerateArray()
            .Single(key => key.GetProperty("kid").GetString() == forge.KeyId);
        Assert.Equal(
            ["alg=ES256", "crv=P-256", $"kid={forge.KeyId}", "kty=EC", "use=sig"],
            key.EnumerateObject().Where(part => part.Name is not ("x" or "y"))
                .Select(part => $"{part.Name}={part.Value.GetString()}").Order());
        Assert.DoesNotContain("\"d\"", text, StringComparison.Ordinal);
    }

    /// <summary>Signs with the service's own key.</summary>
    private async Task<TokenForge> ForgeAsync()
    {
        TokenForge? forge = null;
        await users.WithAsync<SigningKeyRing>(async keys =>
        {
            var key = await keys.GetActiveAsync(CancellationToken.None);
            forge = new TokenForge(key.OpenPrivateKey()) { KeyId = key.Id.ToString() };
        });

        return forge!;
    }

    private Task AddAsync(SigningKey key) => users.WithAsync<UsersDbContext>(db =>
    {
        db.Add(key);

        return db.SaveChangesAsync();
    });

    private async Task AcceptedAsync(string authorization) =>
        Assert.Empty((await GetUsersAsync(authorization)).Users);

    private async Task RefusedAsync(string authorization) =>
        await GetUsersAsync(authorization).FailedAsync(StatusCode.Unauthenticated);

    private AsyncUnaryCall<GetUsersResponse> GetUsersAsync(string authorization) =>
        users.Client.GetUsersAsync(new GetUsersRequest(), TokenForge.Authorization(authorization));

    private static async Task<Func<UsersDbContext>> OtherDatabaseAsync()
    {
        var connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var options = new DbContextOptionsBuilder<UsersDbContext>().UseNpgsql(connectionString).Options;
        await using var db = new UsersDbContext(options);
        await db.Database.MigrateAsync();

        return () => new UsersDbContext(options);
    }
}
