using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shop.Contracts.Users.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>What the gateway lets through: every honest operation, and nothing that is made to hurt.</summary>
public sealed partial class GatewayLimitsTests : GatewayTest
{
    [Theory]
    [InlineData("{ orders { id status user { username } } }", 20, 201)]
    [InlineData("{ products(first: 20) { id name price stock } }", 10, 21)]
    [InlineData("{ me { username } orders { id } products { name } users { email } }", 40, 302)]
    [InlineData("{ order(id: \"a\") { events { at } order_products { product { name } } } }", 22, 205)]
    [InlineData("mutation { login(input: {email: \"a\", password: \"b\"}) { token } }", 100, 2)]
    [InlineData("mutation { placeOrder(input: {order_products: [{product_id: \"a\", quantity: 1}]}) { id } }", 12, 2)]
    [InlineData("subscription { orderUpdated(id: \"a\") { id } }", 10, 2)]
    public async Task Costs_are_those_of_the_work(string query, double fieldCost, double typeCost) =>
        Assert.Equal((fieldCost, typeCost), await CostOfAsync(query, null));

    [Fact]
    public async Task The_size_in_a_variable_is_the_one_that_counts()
    {
        const string query = "query($n: Int) { products(first: $n) { name } }";

        Assert.Equal((10, 4), await CostOfAsync(query, new { n = 3 }));
        Assert.Equal((10, 101), await CostOfAsync(query, new { n = (int?)null }));
    }

    [Fact]
    public async Task Every_operation_of_the_request_files_is_within_the_limits()
    {
        var bodies = Directory.GetFiles(Path.Combine(Repository.Root, "requests"), "*.http")
            .SelectMany(file => RequestBodies().Matches(File.ReadAllText(file)))
            .Select(match => Placeholders().Replace(match.Value, Guid.Empty.ToString()))
            .ToList();

        Assert.InRange(bodies.Count, 10, 100);
        foreach (var request in bodies.Select(body => JsonElement.Parse(body)))
        {
            var variables = request.TryGetProperty("variables", out var given) ? given : default(JsonElement?);
            var (fieldCost, typeCost) = await CostOfAsync(request.GetProperty("query").GetString()!, variables);
            Assert.InRange(fieldCost, 0, 1_000);
            Assert.InRange(typeCost, 1, 5_000);
        }
    }

    [Fact]
    public async Task Twenty_orders_with_all_their_lines_may_be_asked_for_at_once()
    {
        var orders = string.Concat(Enumerable.Range(0, 20).Select(
            index => $"o{index}: order(id: \"x\") {{ id events {{ at }} order_products {{ product {{ name }} }} }} "));

        Assert.Equal((440, 4_081), await CostOfAsync($"{{ {orders} }}", null));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "HC0047")]
    public async Task Passwords_cannot_be_tried_by_the_dozen(int logins, string? code)
    {
        var aliases = string.Concat(Enumerable.Range(0, logins).Select(
            index => $"a{index}: login(input: {{ email: \"a\", password: \"p{index}\" }}) {{ token }} "));

        var answer = await SendAsync($"mutation {{ {aliases} }}");

        Assert.Equal(code is not null, answer.TryGetProperty("errors", out var errors));
        Assert.Equal(code, code is null ? null : CodeOf(errors[0]));
        Assert.Equal(code is null ? logins : 0, Users.Calls.Of<LoginRequest>().Count());
    }

    [Theory]
    [InlineData("cost", "HC0047")]
    [InlineData("tokens", "HC0011")]
    [InlineData("nesting", "HC0011")]
    [InlineData("introspection", "HC0086")]
    public async Task What_is_made_to_hurt_is_refused_before_anything_is_called(string attack, string code)
    {
        var error = await ErrorAsync(attack switch
        {
            "cost" => $"{{ {Repeat(60, index => $"a{index}: products {{ id }} ")} }}",
            "tokens" => $"query({Repeat(7_000, index => $"$v{index}: Int ")}) {{ __typename }}",
            "nesting" => Repeat(5_000, _ => "{ a "),
            _ => $"{{ __schema {{ types {{ fields {{ type {{ fields {{ name }} }} }} }} }} }}",
        });

        Assert.Equal(code, CodeOf(error));
        Assert.Empty(Products.Calls.Of<Shop.Contracts.Products.V1.GetProductsRequest>());
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_call_along()
    {
        Products.Calls.Hangs = true;
        using var left = new CancellationTokenSource();

        var request = Client.PostAsJsonAsync("/graphql", new { query = "{ products { id } }" }, left.Token);
        await Products.Calls.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Products.Calls.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_who_asks(string encoding)
    {
        Products.Add("mug");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ products { name } }" }),
        };
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream text = encoding == "br"
            ? new BrotliStream(body, CompressionMode.Decompress)
            : new GZipStream(body, CompressionMode.Decompress);

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        using var answer = await JsonDocument.ParseAsync(
            text, cancellationToken: TestContext.Current.CancellationToken);
        AssertJson("""{"data":{"products":[{"name":"mug"}]}}""", answer.RootElement);
    }

    private async Task<(double FieldCost, double TypeCost)> CostOfAsync(string query, object? variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Add("GraphQL-Cost", "validate");
        using var response = await Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToString());
        var cost = answer.GetProperty("extensions").GetProperty("operationCost");

        return (cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble());
    }

    private static string Repeat(int times, Func<int, string> part) =>
        string.Concat(Enumerable.Range(0, times).Select(part));

    [GeneratedRegex(@"^\{(?:[^\n]+\}|.*?^\})$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex RequestBodies();

    [GeneratedRegex(@"\{\{[^}]*\}\}")]
    private static partial Regex Placeholders();
}
