using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class TokenTests(ShopFixture shop)
{
    [Fact]
    public async Task Nonsense_is_not_a_token() => await AssertRefusedAsync("nonsense");

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = shop.Admin.Token!.Split('.');
        var header = JsonSerializer.Serialize(new { alg = "none", typ = Header().GetProperty("typ").GetString() });

        await AssertRefusedAsync($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.");
        await AssertRefusedAsync($"{parts[0]}.{parts[1]}.");
    }

    [Fact]
    public async Task A_token_signed_by_somebody_else_is_refused()
    {
        var parts = shop.Admin.Token!.Split('.');
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256);

        await AssertRefusedAsync($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}");
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var parts = shop.Admin.Token!.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        var changed = Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(claims.Replace("\"exp\":1", "\"exp\":9", StringComparison.Ordinal)));
        Assert.NotEqual(parts[1], changed);

        await AssertRefusedAsync($"{parts[0]}.{changed}.{parts[2]}");
    }

    [Fact]
    public async Task A_token_that_is_not_ascii_is_refused_and_harms_nobody()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = shop.Anonymous.Http.BaseAddress };
        var client = new GraphQLClient(http, "é");

        Assert.Equal("UNAUTHENTICATED", await client.ErrorCodeAsync("{ me { id } }"));
        await client.DataAsync("{ products { id } }");
    }

    private JsonElement Header() =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(shop.Admin.Token!.Split('.')[0])).RootElement;

    private async Task AssertRefusedAsync(string token) =>
        Assert.Equal("UNAUTHENTICATED", await shop.Anonymous.WithToken(token).ErrorCodeAsync("{ me { id } }"));
}
