using System.Net.WebSockets;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Shop.Contracts;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class SubscriptionTests(ShopFixture shop)
{
    [Fact]
    public async Task Owner_and_administrator_follow_an_order_and_a_stranger_does_not()
    {
        var owner = await shop.NewCustomerAsync();
        var stranger = await shop.NewCustomerAsync();
        var id = await PlaceAsync(owner);
        var query = $"subscription {{ orderUpdated(id: \"{id}\") {{ status user {{ id }} }} }}";
        using var socket = await ConnectAsync(owner.Client.Token);
        await socket.SendAsync(new { id = "1", type = "subscribe", payload = new { query } });
        using var admin = await EventStreamClient.SubscribeAsync(shop.Admin.Http, query, shop.Admin.Token);
        using var refused = await EventStreamClient.SubscribeAsync(shop.Anonymous.Http, query, stranger.Client.Token);

        AssertUpdate("CONFIRMED", owner, (await socket.NextAsync()).GetProperty("data"));
        AssertUpdate("CONFIRMED", owner, await admin.NextDataAsync());
        await owner.Client.DataAsync("mutation ($id: ID!) { cancelOrder(id: $id) { id } }", new { id });
        AssertUpdate("CANCELLED", owner, (await socket.NextAsync()).GetProperty("data"));
        AssertUpdate("CANCELLED", owner, await admin.NextDataAsync());

        Assert.Equal("complete", (await socket.ReceiveAsync()).GetProperty("type").GetString());
        Assert.Null(await admin.NextAsync());
        var error = await refused.LastErrorAsync();
        Assert.Equal("NOT_FOUND", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<string> PlaceAsync(Customer owner)
    {
        var product = await shop.NewProductAsync();
        var data = await owner.Client.DataAsync(
            "mutation ($input: PlaceOrder!) { placeOrder(input: $input) { id } }",
            new { input = new { order_products = new[] { new { product_id = product, quantity = 1 } } } });

        return data.GetProperty("placeOrder").GetProperty("id").GetString()!;
    }

    private async Task<SocketClient> ConnectAsync(string? token)
    {
        var http = shop.App.GetEndpoint(ResourceNames.Gateway, "http");
        var address = new UriBuilder(http) { Scheme = "ws", Path = "/graphql" };
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(address.Uri, timeout.Token);
        var client = new SocketClient(socket);
        await client.SendAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } });
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());

        return client;
    }

    private static void AssertUpdate(string status, Customer owner, JsonElement data)
    {
        var order = data.GetProperty("orderUpdated");
        Assert.Equal(status, order.GetProperty("status").GetString());
        Assert.Equal(owner.Id, order.GetProperty("user").GetProperty("id").GetString());
    }
}
