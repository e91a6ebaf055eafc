using System.Net.WebSockets;
using System.Text.Json;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Subscriptions;

public sealed class SocketProtocolTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync() => _app = await SubscriptionHost.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("{", "4400 Message is not valid JSON.")]
    [InlineData("[]", "4400 Message must be a JSON object.")]
    [InlineData("{}", "4400 Message has no type.")]
    [InlineData("""{"type":1}""", "4400 The type must be a string.")]
    [InlineData("""{"type":"start"}""", "4400 Unknown message type.")]
    [InlineData("""{"type":"ping","payload":1}""", "4400 The payload must be an object.")]
    [InlineData("""{"type":"complete"}""", "4400 Message has no id.")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""", "4400 Message has no id.")]
    [InlineData("""{"type":"subscribe","id":"1"}""", "4400 The payload is missing.")]
    [InlineData(
        """{"type":"subscribe","id":"1","payload":{"query":1}}""",
        "4400 The parameter \"query\" must be a string.")]
    [InlineData("""{"type":"subscribe","id":"\ud800"}""", "4400 Message is not valid JSON.")]
    [InlineData("""{"type":"connection_init"}""", "4429 Too many initialisation requests")]
    public async Task Closes_with_the_code_of_the_mistake(string message, string expected)
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SendAsync(message);

        Assert.Equal(expected, await client.ReceiveAsync());
    }

    [Fact]
    public async Task Refuses_other_protocols()
    {
        using var client = await SocketClient.ConnectAsync(_app, protocol: null, initialize: false);

        Assert.Equal("4406 Subprotocol not acceptable", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Refuses_binary_messages()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SendAsync("""{"type":"ping"}""", WebSocketMessageType.Binary);

        Assert.Equal("4400 Messages must be text.", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Refuses_a_message_beyond_the_size_of_requests()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("1", new string(' ', 11_000));

        Assert.Equal("1009 The message is larger than 10000 bytes.", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Refuses_operations_before_the_connection_is_initialized()
    {
        using var client = await SocketClient.ConnectAsync(_app, initialize: false);

        await client.SubscribeAsync("1", "{ hello }");

        Assert.Equal("4401 Unauthorized", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Refuses_a_second_operation_of_the_same_id()
    {
        using var client = await SocketClient.ConnectAsync(_app);

        await client.SubscribeAsync("a", "subscription { visits }");
        await client.SubscribeAsync("a", "{ hello }");

        Assert.Equal("4409 Subscriber already exists", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Never_quotes_what_the_client_sent_when_it_closes()
    {
        var secret = new string('s', 9_000);
        using var type = await SocketClient.ConnectAsync(_app);
        using var id = await SocketClient.ConnectAsync(_app);

        await type.SendAsync($$"""{"type":"{{secret}}"}""");
        await id.SubscribeAsync(secret, "subscription { visits }");
        await id.SubscribeAsync(secret, "subscription { visits }");

        Assert.Equal("4400 Unknown message type.", await type.ReceiveAsync());
        Assert.Equal("4409 Subscriber already exists", await id.ReceiveAsync());
    }

    [Fact]
    public async Task Answers_a_ping_with_its_payload_before_and_after_initialization()
    {
        using var client = await SocketClient.ConnectAsync(_app, initialize: false);

        await client.SendAsync("""{"type":"ping"}""");
        await client.SendAsync("""{"type":"ping","payload":{"at":[1,"\u00e4"]}}""");
        await client.SendAsync("""{"type":"pong"}""");

        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
        Assert.Equal("""{"type":"pong","payload":{"at":[1,"\u00e4"]}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Closes_what_is_not_initialized_in_time()
    {
        await using var app = await SubscriptionHost.StartAsync(options: options =>
            options.Sockets.ConnectionInitializationTimeout = TimeSpan.FromMilliseconds(50));
        using var client = await SocketClient.ConnectAsync(app, initialize: false);

        Assert.Equal("4408 Connection initialisation timeout", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Cuts_a_client_that_answers_no_ping()
    {
        await using var app = await SubscriptionHost.StartAsync(
            options: options => options.Sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(50));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(app.Urls.First()) { Scheme = "ws", Path = "/graphql" };
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(address.Uri, timeout.Token);

        var pings = 0;
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
            {
                await socket.ReceiveAsync(new byte[100], timeout.Token);
                pings++;
            }
        });

        Assert.Equal(3, pings);
    }

    [Theory]
    [InlineData("""{"token":"good"}""", """{"type":"connection_ack"}""")]
    [InlineData("""{"token":"bad"}""", "4403 No.")]
    [InlineData("""{"token":1}""", "4400 The payload is not what was expected.")]
    [InlineData("""{"token":"fail"}""", "4500 Internal server error")]
    public async Task An_interceptor_decides_on_connections(string payload, string expected)
    {
        await using var app = await SubscriptionHost.StartAsync(
            builder => builder.AddSocketSessionInterceptor<TokenInterceptor>().Services.AddSingleton<Closed>());
        using var client = await SocketClient.ConnectAsync(app, initialize: false);

        await client.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        var answer = await client.ReceiveAsync();
        client.Dispose();

        Assert.Equal(expected, answer);
        await app.Services.GetRequiredService<Closed>().Task.WaitAsync(
            TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Closes_in_order_when_the_server_stops()
    {
        using var client = await SocketClient.ConnectAsync(_app);
        await client.SubscribeAsync("1", "subscription { visits }");

        var stopping = _app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal("1001 Going away", await client.ReceiveAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private sealed class Closed : TaskCompletionSource;

    private sealed record Credentials(string Token);

    private sealed class TokenInterceptor(Closed closed) : DefaultSocketSessionInterceptor
    {
        public override ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session,
            IOperationMessagePayload connectionInitMessage,
            CancellationToken cancellationToken = default) =>
            new(connectionInitMessage.Payload?.Deserialize<Credentials>(JsonSerializerOptions.Web)!.Token switch
            {
                "good" when session.Connection.HttpContext.Request.Path == "/graphql" => ConnectionStatus.Accept(),
                "fail" => throw new InvalidOperationException("A secret."),
                _ => ConnectionStatus.Reject("No."),
            });

        public override ValueTask OnCloseAsync(ISocketSession session, CancellationToken cancellationToken = default)
        {
            closed.TrySetResult();

            return base.OnCloseAsync(session, cancellationToken);
        }
    }
}
