using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Shop.Contracts;

namespace Shop.Tests.EndToEnd;

/// <summary>GraphQL over HTTP, sections 4 to 6.</summary>
[Collection(ShopCollection.Name)]
public sealed class HttpTests(ShopFixture shop)
{
    private HttpClient Http => shop.Anonymous.Http;

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": 7}", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": \"{ products\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": \"{ unknown_field }\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": \"{ products { id } }\", \"variables\": 7}", HttpStatusCode.BadRequest)]
    public async Task What_is_not_graphql_is_a_bad_request(string body, HttpStatusCode expected)
    {
        using var response = await PostAsync(body, "application/json");

        Assert.Equal(expected, response.StatusCode);
        using var document = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(document.RootElement.GetProperty("errors").EnumerateArray());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Another_content_type_is_unsupported(string contentType)
    {
        using var response = await PostAsync("{\"query\": \"{ products { id } }\"}", contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_not_allowed(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/graphql");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.NotEmpty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_mutation_by_get_is_not_allowed()
    {
        using var response = await Http.GetAsync(
            new Uri(
                "/graphql?query=mutation%20%7B%20login(input%3A%20%7Bemail%3A%20%22a%22%2C%20password%3A%20%22b%22%7D)"
                + "%20%7B%20token%20%7D%20%7D",
                UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task A_query_by_get_is_answered()
    {
        using var response = await Http.GetAsync(
            new Uri("/graphql?query=%7B%20__typename%20%7D", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(
            "\"__typename\":\"Query\"",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large()
    {
        var query = JsonSerializer.Serialize(new { query = "{ __typename } #" + new string('x', 2_000_000) });

        using var response = await PostAsync(query, "application/json");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData(ResourceNames.Users)]
    [InlineData(ResourceNames.Products)]
    [InlineData(ResourceNames.Orders)]
    [InlineData(ResourceNames.Gateway)]
    public async Task Every_service_says_that_it_is_well(string service)
    {
        using var http = shop.App.CreateHttpClient(service, "http");

        Assert.Equal(
            "Healthy",
            await http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(
            "Healthy",
            await http.GetStringAsync(new Uri("/alive", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));

        // Who still sends a body that is refused may see the connection's end before the answer.
        request.Headers.ExpectContinue = true;

        return await Http.SendAsync(request);
    }
}
