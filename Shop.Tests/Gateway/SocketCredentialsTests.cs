using System.Text.Json;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>The access token of a WebSocket, which comes in the handshake or with connection_init.</summary>
public sealed class SocketCredentialsTests : IAsyncLifetime
{
    private static readonly Guid User = Guid.CreateVersion7();

    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(1));
    private GatewayApp _app = null!;

    public static TheoryData<string> Payloads => new(
        """{"Authorization":"Bearer TOKEN"}""",
        """{"authorization":"TOKEN"}""",
        """{"headers":{"Authorization":"Bearer TOKEN"}}""",
        """{"Headers":{"authorization":"TOKEN"}}""",
        """{"Authorization":null,"headers":{"Authorization":"Bearer TOKEN"}}""");

    public static TheoryData<string> MalformedTokens => new("\n", "a\r\nb: c", "\0", "é", "a b", "x");

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartWithAsync(("environment", "Production"));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _timeout.Dispose();
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Is_taken_from_every_form_that_clients_send(string payload)
    {
        var token = _app.Tokens.Customer(User);
        using var client = await ConnectAsync(
            JsonElement.Parse(payload.Replace("TOKEN", token, StringComparison.Ordinal)));

        await AskAsync(client, "{ orders { id } }");

        Assert.Equal($"Bearer {token}", _app.Services.Orders.Calls.LastToken);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Authorization":null}""")]
    [InlineData("""{"headers":{}}""")]
    [InlineData("""{"headers":{"Authorization":null}}""")]
    public async Task Is_the_one_of_the_handshake_where_the_payload_has_none(string payload)
    {
        var token = _app.Tokens.Customer(User);
        using var client = await ConnectAsync(JsonElement.Parse(payload), $"Bearer {token}");

        await AskAsync(client, "{ orders { id } }");

        Assert.Equal($"Bearer {token}", _app.Services.Orders.Calls.LastToken);
    }

    [Theory]
    [MemberData(nameof(MalformedTokens))]
    public async Task Is_refused_where_it_is_none(string token)
    {
        foreach (var payload in new object[]
        {
            new { Authorization = token },
            new { headers = new { Authorization = token } },
        })
        {
            using var client = new SocketClient(await _app.ConnectAsync(_timeout.Token));
            await client.SendAsync(new { type = "connection_init", payload });

            Assert.Equal((4403, "The access token is not valid."), await client.ClosedAsync());
        }
    }

    [Theory]
    [InlineData("""{"Authorization":1}""")]
    [InlineData("""{"Authorization":{"a":"b"}}""")]
    [InlineData("""{"headers":{"Authorization":[]}}""")]
    public async Task Is_refused_where_it_is_no_text(string payload)
    {
        using var client = new SocketClient(await _app.ConnectAsync(_timeout.Token));
        await client.SendAsync(new { type = "connection_init", payload = JsonElement.Parse(payload) });

        Assert.Equal((4403, "The access token is not valid."), await client.ClosedAsync());
    }

    [Fact]
    public async Task Ends_the_socket_when_it_expires()
    {
        var token = _app.Tokens.Sign(User, token => token.Expires = DateTime.UtcNow.AddSeconds(2));
        using var client = await ConnectAsync(JsonElement.Parse($$"""{"Authorization":"{{token}}"}"""));

        Assert.Equal((4403, "The access token has expired."), await client.ClosedAsync());
    }

    [Fact]
    public async Task Lets_administrators_read_the_schema_over_a_socket_too()
    {
        const string introspection = "{ __schema { queryType { name } } }";
        using var customer = await ConnectAsync(JsonElement.Parse("{}"), $"Bearer {_app.Tokens.Customer(User)}");
        using var administrator = await ConnectAsync(
            JsonElement.Parse("{}"), $"Bearer {_app.Tokens.Administrator(User)}");

        await customer.SendAsync(new { id = "1", type = "subscribe", payload = new { query = introspection } });
        var refused = await customer.ReceiveAsync();
        var answer = await AskAsync(administrator, introspection);

        Assert.Contains("HC0046", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"__schema":{"queryType":{"name":"Query"}}}}""", answer.GetRawText());
    }

    private async Task<SocketClient> ConnectAsync(JsonElement payload, string? authorization = null)
    {
        var client = new SocketClient(await _app.ConnectAsync(_timeout.Token, authorization));
        await client.SendAsync(new { type = "connection_init", payload });
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());

        return client;
    }

    private static async Task<JsonElement> AskAsync(SocketClient client, string query)
    {
        await client.SendAsync(new { id = "1", type = "subscribe", payload = new { query } });

        return await client.NextAsync();
    }
}
