using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;

namespace GraphQL.Tests.Subscriptions;

public sealed class EventStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Client = new();

    private WebApplication _app = null!;

    private string Address => $"{_app.Urls.First()}/graphql";

    public async ValueTask InitializeAsync() => _app = await SubscriptionHost.StartAsync(
        options: options => options.EventStreamKeepAliveInterval = TimeSpan.FromMilliseconds(100));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("{ hello }", "event: next\ndata: {\"data\":{\"hello\":\"Hello, world!\"}}\n\n")]
    [InlineData(
        "subscription { count(to: 2) }",
        "event: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\n")]
    [InlineData("{", "event: next\ndata: {\"errors\":[")]
    [InlineData("subscription { unknown }", "event: next\ndata: {\"errors\":[")]
    [InlineData("subscription { refused }", "event: next\ndata: {\"errors\":[{\"message\":\"No False.\"")]
    public async Task Streams_the_responses_of_operations_of_every_kind(string query, string start)
    {
        foreach (var request in new[] { Post(query), Get(query) })
        {
            using var response = await SendAsync(request);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
                .WaitAsync(Timeout, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            Assert.StartsWith(start, body, StringComparison.Ordinal);
            Assert.EndsWith("event: complete\ndata:\n\n", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Streams_events_as_they_come_and_comments_in_between()
    {
        using var response = await OpenAsync("subscription { visits }");
        using var reader = new StreamReader(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await _app.WaitForSubscribersAsync("Visits", 1);

        Assert.Equal(":", await ReadLineAsync(reader));
        await _app.Sender().SendAsync("Visits", 1, TestContext.Current.CancellationToken);
        string? line;
        while ((line = await ReadLineAsync(reader)) is ":" or "")
        {
        }

        Assert.Equal("event: next", line);
        Assert.Equal("data: {\"data\":{\"visits\":2}}", await ReadLineAsync(reader));
    }

    [Fact]
    public async Task Frees_the_topic_of_a_client_that_leaves()
    {
        using (await OpenAsync("subscription { visits }"))
        {
            await _app.WaitForSubscribersAsync("Visits", 1);
        }

        await _app.WaitForSubscribersAsync("Visits", 0);
    }

    [Fact]
    public async Task Ends_without_completion_when_the_server_stops()
    {
        using var response = await OpenAsync("subscription { visits }");
        await _app.WaitForSubscribersAsync("Visits", 1);

        await _app.StopAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Timeout, TestContext.Current.CancellationToken);

        var rest = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Timeout, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("complete", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_with_JSON_where_the_client_takes_both_and_there_is_one_response()
    {
        const string Both = "application/json, text/event-stream";

        using var single = await SendAsync(Post("{ hello }", Both));
        using var several = await SendAsync(Post("subscription { count(to: 1) }", Both));

        Assert.Equal("application/json", single.Content.Headers.ContentType!.MediaType);
        Assert.Equal("text/event-stream", several.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Executes_no_mutation_by_GET()
    {
        using var response = await SendAsync(Get("mutation { add(left: 1, right: 2) }"));
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Only queries can be executed", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_where_subscriptions_are_to_be_had()
    {
        using var response = await SendAsync(
            Post("subscription { visits }", "application/graphql-response+json"));
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("needs a WebSocket, or the header Accept: text/event-stream", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_malformed_request_as_ever()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Accept", "text/event-stream");

        using var response = await SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        Client.SendAsync(request, TestContext.Current.CancellationToken).WaitAsync(Timeout);

    private static Task<string?> ReadLineAsync(StreamReader reader) =>
        reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Timeout);

    /// <summary>The head of a response whose body is still to come.</summary>
    private Task<HttpResponseMessage> OpenAsync(string query) => Client
        .SendAsync(Post(query), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken)
        .WaitAsync(Timeout);

    private HttpRequestMessage Post(string query, string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("Accept", accept);

        return request;
    }

    private HttpRequestMessage Get(string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Address}?query={Uri.EscapeDataString(query)}");
        request.Headers.Add("Accept", "text/event-stream");

        return request;
    }
}
