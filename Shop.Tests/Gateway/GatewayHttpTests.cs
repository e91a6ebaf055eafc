using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Shop.Tests.Gateway;

public sealed class GatewayHttpTests : GatewayTest
{
    [Theory]
    [InlineData("/graphql")]
    [InlineData("/query")]
    public async Task Serves_graphql_at_both_paths(string path)
    {
        Products.Add("mug");

        using var response = await Client.PostAsJsonAsync(
            path, new { query = "{ products { name } }" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(
            cancellationToken: TestContext.Current.CancellationToken);
        AssertJson("""{"products":[{"name":"mug"}]}""", answer.GetProperty("data"));
    }

    [Fact]
    public async Task Shows_an_ide_to_browsers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": \"{ nothing\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": \"{ nothing }\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{ products { id } }", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Refuses_what_is_no_request(string body, string contentType, HttpStatusCode expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_methods_that_graphql_does_not_have()
    {
        using var response = await Client.DeleteAsync(
            new Uri("/graphql", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_body_over_the_limit()
    {
        var query = $"{{ products {{ id }} }} # {new string('x', 1024 * 1024)}";

        using var response = await Client.PostAsJsonAsync(
            "/graphql", new { query }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(Products.Calls.Of<Shop.Contracts.Products.V1.GetProductsRequest>());
    }

    [Theory]
    [InlineData("price", "2147483648")]
    [InlineData("price", "1.5")]
    [InlineData("price", "\"1\"")]
    [InlineData("stock", "null")]
    public async Task Refuses_numbers_that_are_no_integers_before_anything_is_called(string field, string value)
    {
        var other = field == "price" ? "stock" : "price";
        var error = await ErrorAsync(
            $$"""
            mutation {
              createProduct(input: { name: "n", description: "d", {{field}}: {{value}}, {{other}}: 1 }) { id }
            }
            """,
            SomeToken());

        Assert.StartsWith("HC", CodeOf(error), StringComparison.Ordinal);
        Assert.Empty(Products.Known);
    }
}
