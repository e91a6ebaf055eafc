using System.Text.Json;
using Shop.Tests.Gateway.Fakes;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>A gateway of its own for each test, before fake services.</summary>
public abstract class GatewayTest : IAsyncLifetime
{
    private GatewayApp _app = null!;

    private protected FakeUsers Users => _app.Services.Users;

    private protected FakeProducts Products => _app.Services.Products;

    private protected FakeOrders Orders => _app.Services.Orders;

    private protected HttpClient Client => _app.Client;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private protected string TokenOf(string userId) => _app.Tokens.Customer(Guid.Parse(userId));

    private protected string SomeToken() => TokenOf(Guid.CreateVersion7().ToString());

    /// <summary>What the gateway answers; the header Authorization is the token as it stands.</summary>
    private protected async Task<JsonElement> SendAsync(string query, string? token = null, object? variables = null)
    {
        var (_, answer) = await new GraphQLClient(Client, token).PostAsync(query, variables, scheme: "");

        return answer;
    }

    /// <summary>The data of an answer without errors.</summary>
    private protected async Task<JsonElement> DataAsync(string query, string? token = null, object? variables = null)
    {
        var answer = await SendAsync(query, token, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());

        return answer.GetProperty("data");
    }

    /// <summary>The only error of an answer.</summary>
    private protected async Task<JsonElement> ErrorAsync(string query, string? token = null, object? variables = null)
    {
        var answer = await SendAsync(query, token, variables);

        return Assert.Single(answer.GetProperty("errors").EnumerateArray());
    }

    private protected static string CodeOf(JsonElement error) =>
        error.GetProperty("extensions").GetProperty("code").GetString()!;

    private protected static void AssertJson(string expected, JsonElement actual) =>
        Assert.Equal(JsonSerializer.Serialize(JsonElement.Parse(expected)), JsonSerializer.Serialize(actual));
}
