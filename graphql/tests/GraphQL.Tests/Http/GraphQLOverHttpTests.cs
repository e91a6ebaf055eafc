using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Http;

public sealed class GraphQLOverHttpTests : IAsyncLifetime
{
    private WebApplication? _app;

    private HttpClient Client => _app!.GetTestClient();

    public async ValueTask InitializeAsync() => _app = await GraphQLHost.StartAsync();

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Fact]
    public async Task Answers_a_post()
    {
        var (status, type, body) = await PostAsync(
            """{"query":"query($n: String!) { hello(name: $n) }","variables":{"n":"shop"}}""");

        Assert.Equal((HttpStatusCode.OK, "application/graphql-response+json"), (status, type));
        Assert.Equal("""{"data":{"hello":"Hello, shop!"}}""", body);
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData(null, "application/graphql-response+json")]
    [InlineData("", "application/graphql-response+json")]
    [InlineData("*/*", "application/json")]
    [InlineData("*", "application/json")]
    [InlineData("text/html, image/gif, *; q=.2, */*; q=.2", "application/json")]
    [InlineData("text/html, */*;q=0.8", "application/json")]
    [InlineData(
        "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
        "application/graphql-response+json")]
    [InlineData("application/graphql-response+json, application/json", "application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json;q=0.5", "application/json")]
    [InlineData("text/html;q=0.9, application/*", "application/graphql-response+json")]
    public async Task Answers_in_the_media_type_that_the_client_prefers(string? accept, string expected)
    {
        var (_, type, _) = await PostAsync("""{"query":"{ hello }"}""", accept: accept);

        Assert.Equal(expected, type);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ hello }","variables":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ hello }","operationName":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"\ud800"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ hello }","operationName":"\ud800"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ hello }","\udc00":1}""", HttpStatusCode.BadRequest)]
    [InlineData(
        """{"query":"query($n: String!) { hello(name: $n) }","variables":{"n":"\ud800"}}""",
        HttpStatusCode.BadRequest)]
    [InlineData(
        """{"query":"query($n: String!) { hello(name: $n) }","variables":{"n":"a","\ud800":1}}""",
        HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ unknown }"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"query($n: Int!) { hello }"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ fail }"}""", HttpStatusCode.OK)]
    public async Task Says_by_the_status_whether_the_request_was_valid(string body, HttpStatusCode expected)
    {
        var (status, _, response) = await PostAsync(body);

        Assert.Equal(expected, status);
        Assert.Contains("\"errors\":[{\"message\":", response, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_is_not_unicode_wherever_it_stands()
    {
        using var bytes = new ByteArrayContent(
            [.. """{"query":"{ hello }","variables":{"n":"""u8, (byte)'"', 0xff, .. "\"}}"u8]);
        bytes.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        using var post = await Client.PostAsync(
            new Uri("/graphql", UriKind.Relative), bytes, TestContext.Current.CancellationToken);
        using var get = await GetAsync("?query=query($n:String!){hello(name:$n)}&variables={\"n\":\"\\ud800\"}");
        var (pair, _, body) = await PostAsync(
            """{"query":"query($n: String!) { hello(name: $n) }","variables":{"n":"\ud83d\ude00"}}""");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (post.StatusCode, get.StatusCode));
        Assert.Equal(HttpStatusCode.OK, pair);
        Assert.Contains("Hello, ", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=utf8", HttpStatusCode.OK)]
    [InlineData("application/json; charset=", HttpStatusCode.OK)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.OK)]
    [InlineData("application/json;;", HttpStatusCode.OK)]
    [InlineData("APPLICATION/JSON ; profile=x", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/jsonp", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", HttpStatusCode.UnsupportedMediaType)]
    public async Task Understands_every_way_to_say_JSON_in_UTF_8(string contentType, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent("""{"query":"{ hello }"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await Client.PostAsync(
            new Uri("/graphql", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Passes_over_a_byte_order_mark()
    {
        var (status, _, body) = await PostAsync("\uFEFF{\"query\":\"{ hello }\"}");

        Assert.Equal((HttpStatusCode.OK, """{"data":{"hello":"Hello, world!"}}"""), (status, body));
    }

    [Fact]
    public async Task Refuses_other_content_types_and_methods_and_media_types()
    {
        var (text, _, _) = await PostAsync("""{"query":"{ hello }"}""", contentType: "text/plain");
        var (html, _, _) = await PostAsync("""{"query":"{ hello }"}""", accept: "text/html");
        using var put = await Client.PutAsync(
            new Uri("/graphql", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text);
        Assert.Equal(HttpStatusCode.NotAcceptable, html);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        Assert.Equal(["GET", "POST"], put.Content.Headers.Allow);
    }

    [Fact]
    public async Task Tells_who_sends_a_batch_that_there_are_none()
    {
        var (status, _, body) = await PostAsync("""[{"query":"{ hello }"},{"query":"{ hello }"}]""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Batches are not supported", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_body_over_the_limit()
    {
        var (status, _, _) = await PostAsync($$"""{"query":"{ hello }{{new string(' ', 10_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Fact]
    public async Task Executes_queries_but_no_mutations_by_get()
    {
        using var query = await GetAsync("?query={hello(name:\"get\")}&variables={}");
        using var mutation = await GetAsync("?query=mutation{add(left:1,right:2)}");

        Assert.Equal(
            """{"data":{"hello":"Hello, get!"}}""",
            await query.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, mutation.StatusCode);
    }

    [Fact]
    public async Task Gives_browsers_the_page_and_everybody_the_schema()
    {
        using var page = await GetAsync("", "text/html");
        using var schema = await GetAsync("?sdl");

        Assert.Contains(
            "data-endpoint=\"./graphql/\"",
            await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Contains(
            "hello(name: String! = \"world\"): String!",
            await schema.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_the_work_of_a_client_that_left()
    {
        var wait = new WaitFields();
        await using var app = await GraphQLHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(wait);
            builder.AddTypeExtension<WaitFields>();
        });
        using var left = new CancellationTokenSource();

        var request = app.GetTestClient().PostAsJsonAsync("/graphql", new { query = "{ wait }" }, left.Token);
        await wait.Started.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await wait.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> GetAsync(string query, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql{query}");
        request.Headers.Accept.ParseAdd(accept);

        return await Client.SendAsync(request);
    }

    private async Task<(HttpStatusCode Status, string? Type, string Body)> PostAsync(
        string body,
        string contentType = "application/json",
        string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await Client.SendAsync(request);

        return (
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync());
    }

    [ExtendObjectType(OperationTypeNames.Query)]
    internal sealed class WaitFields
    {
        internal TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<int> WaitAsync(CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.Register(Cancelled.SetResult);
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);

            return 0;
        }
    }
}
