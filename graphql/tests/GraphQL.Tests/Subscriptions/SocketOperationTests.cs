using Microsoft.AspNetCore.Builder;

namespace GraphQL.Tests.Subscriptions;

public sealed class SocketOperationTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync() => _app = await SubscriptionHost.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"Hello, world!"}}""")]
    [InlineData("mutation { add(left: 1, right: 2) }", """{"data":{"add":3}}""")]
    [InlineData("subscription { count(to: 1) }", """{"data":{"count":1}}""")]
    public async Task Executes_operations_of_every_kind(string query, string expected)
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("x\\\"y", query);

        Assert.Equal($$"""{"id":"x\"y","type":"next","payload":{{expected}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"id":"x\"y","type":"complete"}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("{", "HC0011")]
    [InlineData("{ unknown }", "HC0012")]
    [InlineData("subscription { visits __typename }", "HC0012")]
    [InlineData("subscription { count(to: 1) more: count(to: 1) }", "HC0012")]
    [InlineData("subscription($to: Int!) { count(to: $to) }", "HC0016")]
    [InlineData("subscription { refused }", "REFUSED")]
    public async Task Tells_errors_before_the_first_event_as_errors_of_the_operation(string query, string code)
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", query);
        var error = await client.ReceiveAsync();

        Assert.StartsWith("""{"id":"1","type":"error","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.Contains($$"""{"code":"{{code}}"}""", error, StringComparison.Ordinal);
        await client.SubscribeAsync("1", "{ hello }");
        Assert.StartsWith("""{"id":"1","type":"next",""", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_after_an_event_that_fails()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", "subscription { count(to: 14) }");
        var answers = new List<string>();
        for (var i = 0; i < 15; i++)
        {
            answers.Add(await client.ReceiveAsync());
        }

        Assert.Equal(
            """{"id":"1","type":"next","payload":{"data":null,"errors":["""
            + """{"message":"Unlucky.","locations":[{"line":1,"column":16}],"path":["count"]}]}}""",
            answers[12]);
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"count":14}}}""", answers[13]);
        Assert.Equal("""{"id":"1","type":"complete"}""", answers[14]);
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_operation_with_a_masked_error()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", "subscription { broken }");

        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"broken":1}}}""", await client.ReceiveAsync());
        Assert.Equal(
            """{"id":"1","type":"error","payload":["""
            + """{"message":"Unexpected Execution Error","locations":[{"line":1,"column":16}],"path":["broken"]}]}""",
            await client.ReceiveAsync());
    }

    [Fact]
    public async Task Sends_the_events_of_the_topic_that_the_arguments_name()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", "subscription { noteAdded(room: \\\"a\\\") { text by } }");
        await _app.WaitForSubscribersAsync("notes/a", 1);
        await _app.Sender().SendAsync("notes/b", "elsewhere", TestContext.Current.CancellationToken);
        await _app.Sender().SendAsync("notes/a", "hi", TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"id":"1","type":"next","payload":{"data":{"noteAdded":{"text":"hi","by":"a"}}}}""",
            await client.ReceiveAsync());
    }

    [Fact]
    public async Task Gives_each_event_services_of_its_own()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", "subscription { visits }");
        await _app.WaitForSubscribersAsync("Visits", 1);
        for (var i = 0; i < 2; i++)
        {
            await _app.Sender().SendAsync("Visits", 10, TestContext.Current.CancellationToken);
            Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"visits":11}}}""", await client.ReceiveAsync());
        }
    }

    [Fact]
    public async Task Completes_when_the_topic_does()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", "subscription { visits }");
        await _app.WaitForSubscribersAsync("Visits", 1);
        await _app.Sender().SendAsync("Visits", 1, TestContext.Current.CancellationToken);
        await _app.Sender().CompleteAsync("Visits");

        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"visits":2}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Sends_nothing_more_once_the_client_completes()
    {
        using var client = await SocketClient.ConnectAsync(_app);
        await client.SubscribeAsync("1", "subscription { visits }");
        await _app.WaitForSubscribersAsync("Visits", 1);

        await client.SendAsync("""{"id":"1","type":"complete"}""");
        await client.SendAsync("""{"id":"unknown","type":"complete"}""");
        await _app.WaitForSubscribersAsync("Visits", 0);
        await _app.Sender().SendAsync("Visits", 1, TestContext.Current.CancellationToken);
        await client.SubscribeAsync("1", "{ hello }");

        Assert.Contains("Hello, world!", await client.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_more_operations_than_a_connection_may_have()
    {
        using var client = await SocketClient.ConnectAsync(_app);
        for (var i = 0; i < 100; i++)
        {
            await client.SubscribeAsync($"{i}", "subscription { visits }");
        }

        await client.SubscribeAsync("one more", "{ hello }");

        Assert.StartsWith(
            """{"id":"one more","type":"error","payload":[{"message":"More than 100 operations""",
            await client.ReceiveAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frees_the_topics_of_a_client_that_leaves()
    {
        using var client = await SocketClient.ConnectAsync(_app);
        await client.SubscribeAsync("1", "subscription { visits }");
        await _app.WaitForSubscribersAsync("Visits", 1);

        await client.CloseAsync();

        await _app.WaitForSubscribersAsync("Visits", 0);
    }
}
