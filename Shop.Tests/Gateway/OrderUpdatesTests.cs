using System.Text.Json;
using Grpc.Core;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Contracts.Orders.V1;
using Shop.Tests.Gateway.Fakes;
using Shop.Tests.Infrastructure;
using Shop.Tests.Messaging;

namespace Shop.Tests.Gateway;

public sealed class OrderUpdatesTests : IAsyncLifetime
{
    private static readonly Guid Owner = Guid.CreateVersion7();

    private string _broker = "";
    private GatewayApp _gateway = null!;

    private FakeOrders Orders => _gateway.Services.Orders;

    public async ValueTask InitializeAsync()
    {
        _broker = await (await RabbitMQServer.SharedAsync()).CreateVirtualHostAsync();
        _gateway = await GatewayApp.StartAsync(_broker);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Any_gateway_tells_the_order_as_it_is_and_each_status_that_follows()
    {
        await using var other = _gateway.Replicate(_broker);
        var order = Place();
        using var here = await SubscribeAsync(_gateway, order);
        using var there = await SubscribeAsync(other, order);
        EventStreamClient[] clients = [here, there];

        await AssertNextAsync(clients, "PENDING");
        await ChangeAsync(order, OrderStatus.Confirmed);
        await AssertNextAsync(clients, "CONFIRMED");
        await ChangeAsync(order, OrderStatus.Cancelled);
        await AssertNextAsync(clients, "CANCELLED");

        Assert.Null(await here.NextAsync());
        Assert.Null(await there.NextAsync());
    }

    [Fact]
    public async Task Reads_with_the_token_of_the_subscriber()
    {
        var order = Place();
        var token = _gateway.Tokens.Customer(Owner);
        using var client = await EventStreamClient.SubscribeAsync(_gateway.Client, Query(order), token);

        await client.NextDataAsync();

        Assert.Equal($"Bearer {token}", Orders.Calls.LastToken);
    }

    [Fact]
    public async Task Says_nothing_when_the_status_is_as_it_was()
    {
        var order = Place();
        using var client = await SubscribeAsync(_gateway, order);
        await client.NextDataAsync();

        await ChangeAsync(order, OrderStatus.Pending);
        await ChangeAsync(order, OrderStatus.Rejected);

        await AssertNextAsync([client], "REJECTED");
        Assert.Null(await client.NextAsync());
    }

    [Fact]
    public async Task A_final_order_is_told_once()
    {
        var order = Place();
        order.Status = OrderStatus.Cancelled;
        using var client = await SubscribeAsync(_gateway, order);

        await AssertNextAsync([client], "CANCELLED");
        Assert.Null(await client.NextAsync());
    }

    [Fact]
    public async Task Refuses_what_the_caller_may_not_see_as_the_query_does()
    {
        var unseen = Guid.CreateVersion7();
        var token = _gateway.Tokens.Customer(Owner);

        var refused = await ErrorAsync($"subscription {{ orderUpdated(id: \"{unseen}\") {{ id }} }}", token);
        var queried = await ErrorAsync($"{{ order(id: \"{unseen}\") {{ id }} }}", token);

        Assert.Equal("NOT_FOUND", CodeOf(refused));
        Assert.Equal(queried.GetProperty("message").GetString(), refused.GetProperty("message").GetString());
        Assert.Equal(queried.GetProperty("extensions").GetRawText(), refused.GetProperty("extensions").GetRawText());
    }

    [Fact]
    public async Task Refuses_anonymous_callers_and_ids_that_are_none()
    {
        Assert.Equal("UNAUTHENTICATED", CodeOf(await ErrorAsync(Query(Place()), token: null)));
        Assert.Equal("UNAUTHENTICATED", CodeOf(await ErrorAsync(Query(Place()), token: "x")));
        Assert.Equal("BAD_USER_INPUT", CodeOf(await ErrorAsync(
            "subscription { orderUpdated(id: \"1\") { id } }", _gateway.Tokens.Customer(Owner))));
    }

    [Fact]
    public async Task Ends_with_an_error_when_the_token_expires()
    {
        var token = _gateway.Tokens.Sign(Owner, token => token.Expires = DateTime.UtcNow.AddSeconds(3));
        using var client = await EventStreamClient.SubscribeAsync(_gateway.Client, Query(Place()), token);
        await client.NextDataAsync();

        var error = await client.LastErrorAsync();

        Assert.Equal("UNAUTHENTICATED", CodeOf(error));
        Assert.Equal("The access token has expired.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Ends_with_an_error_when_the_order_cannot_be_read_again()
    {
        var order = Place();
        using var client = await SubscribeAsync(_gateway, order);
        await client.NextDataAsync();
        Orders.Calls.Failure = new RpcException(new Status(StatusCode.Unavailable, ""));

        await ChangeAsync(order, OrderStatus.Confirmed);

        Assert.Equal("SERVICE_UNAVAILABLE", CodeOf(await client.LastErrorAsync()));
    }

    [Fact]
    public async Task Takes_the_token_from_the_payload_of_a_socket()
    {
        var order = Place();
        using var client = await ConnectAsync(_gateway.Tokens.Customer(Owner));
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());

        await client.SendAsync(new { id = "1", type = "subscribe", payload = new { query = Query(order) } });
        var first = await client.NextAsync();
        await ChangeAsync(order, OrderStatus.Confirmed);
        var second = await client.NextAsync();

        Assert.Equal("PENDING", StatusOf(first.GetProperty("data")));
        Assert.Equal("CONFIRMED", StatusOf(second.GetProperty("data")));
    }

    [Fact]
    public async Task Closes_a_socket_whose_token_is_not_valid()
    {
        using var client = await ConnectAsync("x");

        Assert.Equal((4403, "The access token is not valid."), await client.ClosedAsync());
    }

    [Fact]
    public async Task Tells_after_an_outage_of_the_broker_what_was_missed()
    {
        await using var server = await RabbitMQServer.StartAsync();
        var uri = await server.CreateVirtualHostAsync();
        await using var gateway = _gateway.Replicate(uri);
        var order = Place();
        using var client = await SubscribeAsync(gateway, order);
        await client.NextDataAsync();
        await Eventually.TrueAsync(async () => await HealthAsync(gateway) == "Healthy", "a healthy gateway");

        await server.KillAsync();
        await Eventually.TrueAsync(async () => await HealthAsync(gateway) == "Degraded", "a degraded gateway");
        order.Status = OrderStatus.Confirmed;
        await server.RestartAsync();

        await AssertNextAsync([client], "CONFIRMED");
        await Eventually.TrueAsync(async () => await HealthAsync(gateway) == "Healthy", "a healthy gateway");
    }

    private Order Place()
    {
        var order = Orders.Add(
            Owner.ToString(), new OrderLine { ProductId = $"{Guid.CreateVersion7()}", Quantity = 1 });
        order.Status = OrderStatus.Pending;

        return order;
    }

    /// <summary>Changes the order and says so, once some gateway listens.</summary>
    private async Task ChangeAsync(Order order, OrderStatus status)
    {
        order.Status = status;
        var change = new OrderChange(Guid.Parse(order.Id), status.ToString().ToUpperInvariant(), null);
        var message = new OrdersUpdated([change], DateTimeOffset.UtcNow);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await Eventually.SucceedsAsync(
            async () => await TestBroker.PublishAsync(channel, ResourceNames.Orders, message),
            "a gateway that listens");
    }

    private async Task<SocketClient> ConnectAsync(string token)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var client = new SocketClient(await _gateway.ConnectAsync(timeout.Token));
        await client.SendAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });

        return client;
    }

    private static Task<EventStreamClient> SubscribeAsync(GatewayApp gateway, Order order) =>
        EventStreamClient.SubscribeAsync(gateway.Client, Query(order), gateway.Tokens.Customer(Owner));

    private async Task<JsonElement> ErrorAsync(string query, string? token)
    {
        using var client = await EventStreamClient.SubscribeAsync(_gateway.Client, query, token);

        return await client.LastErrorAsync();
    }

    private static async Task AssertNextAsync(EventStreamClient[] clients, string status)
    {
        foreach (var client in clients)
        {
            Assert.Equal(status, StatusOf(await client.NextDataAsync()));
        }
    }

    private static Task<string> HealthAsync(GatewayApp gateway) =>
        gateway.Client.GetStringAsync(new Uri("/health", UriKind.Relative));

    private static string Query(Order order) => $"subscription {{ orderUpdated(id: \"{order.Id}\") {{ status }} }}";

    private static string? StatusOf(JsonElement data) =>
        data.GetProperty("orderUpdated").GetProperty("status").GetString();

    private static string? CodeOf(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString();
}
