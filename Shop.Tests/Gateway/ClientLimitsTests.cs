using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Shop.Contracts.Orders.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>No client takes the places of the others.</summary>
public sealed class ClientLimitsTests
{
    private const string Query = "{ products { id } }";

    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();

    [Fact]
    public async Task A_client_that_has_its_share_is_told_so_and_others_are_served()
    {
        await using var app = await GatewayApp.StartWithAsync(
            ("GraphQL:MaxOperationsPerClient", "1"), ("GraphQL:MaxQueuedOperationsPerClient", "0"));
        var calls = app.Services.Products.Calls;
        calls.Hangs = true;
        using var left = new CancellationTokenSource();
        var running = PostAsync(app, app.Tokens.Customer(Ann), left.Token);
        await calls.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        calls.Hangs = false;

        using var refused = await PostAsync(app, app.Tokens.Customer(Ann));
        using var other = await PostAsync(app, app.Tokens.Customer(Bob));
        using var anonymous = await PostAsync(app, token: null);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains(
            "\"code\":\"RATE_LIMITED\"",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, anonymous.StatusCode));
    }

    [Fact]
    public async Task More_requests_of_a_client_wait_for_the_first()
    {
        await using var app = await GatewayApp.StartWithAsync(("GraphQL:MaxOperationsPerClient", "1"));
        var calls = app.Services.Products.Calls;
        calls.Hangs = true;
        using var left = new CancellationTokenSource();
        var running = PostAsync(app, app.Tokens.Customer(Ann), left.Token);
        await calls.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        calls.Hangs = false;

        var waiting = PostAsync(app, app.Tokens.Customer(Ann));
        await Assert.ThrowsAsync<TimeoutException>(
            () => waiting.WaitAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken));
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        using var answered = await waiting;
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task A_stream_holds_no_place_of_a_request()
    {
        await using var app = await GatewayApp.StartWithAsync(
            ("GraphQL:MaxOperationsPerClient", "1"), ("GraphQL:MaxQueuedOperationsPerClient", "0"));
        using var stream = await SubscribeAsync(app);
        await stream.NextDataAsync();

        using var answered = await PostAsync(app, app.Tokens.Customer(Ann));

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Theory]
    [InlineData("GraphQL:MaxStreamsPerClient", "RATE_LIMITED")]
    [InlineData("GraphQL:MaxSubscriptionsPerUser", "RATE_LIMITED")]
    [InlineData("GraphQL:MaxConcurrentStreams", "SERVICE_UNAVAILABLE")]
    public async Task A_stream_beyond_the_bound_is_refused_until_one_ends(string setting, string code)
    {
        await using var app = await GatewayApp.StartWithAsync((setting, "1"));
        var first = await SubscribeAsync(app);
        await first.NextDataAsync();

        using (var second = await SubscribeAsync(app))
        {
            var error = await second.LastErrorAsync();
            Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        }

        first.Dispose();
        await Eventually.SucceedsAsync(
            async () =>
            {
                using var third = await SubscribeAsync(app);
                await third.NextDataAsync();
            },
            "a place of the stream that ended");
    }

    [Fact]
    public async Task A_socket_beyond_the_share_of_its_client_is_refused()
    {
        await using var app = await GatewayApp.StartWithAsync(("GraphQL:MaxStreamsPerClient", "1"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var first = await app.ConnectAsync(timeout.Token);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.ConnectAsync(timeout.Token));
        using var other = await app.ConnectAsync(timeout.Token, $"Bearer {app.Tokens.Customer(Bob)}");

        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<EventStreamClient> SubscribeAsync(GatewayApp app)
    {
        var order = app.Services.Orders.Known.FirstOrDefault() ?? app.Services.Orders.Add(
            Ann.ToString(), new OrderLine { ProductId = $"{Guid.CreateVersion7()}", Quantity = 1 });

        return await EventStreamClient.SubscribeAsync(
            app.Client,
            $"subscription {{ orderUpdated(id: \"{order.Id}\") {{ status }} }}",
            app.Tokens.Customer(Ann));
    }

    private static async Task<HttpResponseMessage> PostAsync(
        GatewayApp app, string? token, CancellationToken? cancellationToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Query }),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await app.Client.SendAsync(
            request, cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
