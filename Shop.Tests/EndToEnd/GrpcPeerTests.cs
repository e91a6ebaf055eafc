using System.Text.Json;
using Aspire.Hosting.Testing;
using PeerProcesses;
using Shop.Contracts;

namespace Shop.Tests.EndToEnd;

/// <summary>Clients of other makers talk to every service.</summary>
[Collection(ShopCollection.Name)]
public sealed class GrpcPeerTests(ShopFixture shop)
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Peers");

    [NodeFact]
    public async Task Grpc_js_makes_a_tour_of_the_services()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(price: 250, stock: 5);
        var input = new
        {
            protos = Path.Combine(AppContext.BaseDirectory, "Protos"),
            users = Address(ResourceNames.Users),
            products = Address(ResourceNames.Products),
            orders = Address(ResourceNames.Orders),
            email = customer.Email,
            password = customer.Password,
            product,
        };

        var output = await Peer.NodeAsync(
            Path.Combine(Scripts, "tour.mjs"), JsonSerializer.Serialize(input), Peer.Folder);

        using var tour = JsonDocument.Parse(output);
        var answers = tour.RootElement;
        Assert.True(answers.GetProperty("login").GetBoolean(), output);
        Assert.Equal(product, answers.GetProperty("product").GetProperty("id").GetString());
        Assert.Equal("ORDER_STATUS_CONFIRMED", answers.GetProperty("order").GetProperty("status").GetString());
        Assert.Equal(500, answers.GetProperty("order").GetProperty("priceTotal").GetInt32());
        Assert.Equal(1, answers.GetProperty("orders").GetInt32());
        Assert.Equal(3, answers.GetProperty("malformed").GetProperty("code").GetInt32());
        Assert.True(answers.GetProperty("malformed").GetProperty("rich").GetBoolean(), output);
        Assert.Equal(16, answers.GetProperty("anonymous").GetProperty("code").GetInt32());
        Assert.Equal(7, answers.GetProperty("forbidden").GetProperty("code").GetInt32());
    }

    [PythonGrpcFact]
    public async Task Grpcio_finds_every_service_serving()
    {
        var output = await Peer.PythonAsync(
            Path.Combine(Scripts, "health.py"),
            "",
            Address(ResourceNames.Users),
            Address(ResourceNames.Products),
            Address(ResourceNames.Orders));

        Assert.Equal("True", output.Trim());
    }

    private string Address(string service) => shop.App.GetEndpoint(service, "grpc").Authority;
}
