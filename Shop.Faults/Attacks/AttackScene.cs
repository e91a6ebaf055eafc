using System.Collections.Concurrent;
using System.Text.Json;
using Shop.Contracts;
using Shop.Faults.Cluster;

namespace Shop.Faults.Attacks;

/// <summary>A shop with a catalogue and a customer who has ordered, and a stranger who means no good.</summary>
internal sealed class AttackScene : IDisposable
{
    private const int Products = 100;

    private readonly ConcurrentBag<IDisposable> _held = [];

    private AttackScene(
        ShopCluster shop, Uri gateway, string product, ShopClient customer, string order, ShopClient rogue)
    {
        (Shop, Product, Customer, Order, Rogue) = (shop, product, customer, order, rogue);
        Stranger = new Client(gateway, "127.0.0.3");
        Honest = new Client(gateway, "127.0.0.2");
    }

    public ShopCluster Shop { get; }

    public Client Stranger { get; }

    public Client Honest { get; }

    public string Product { get; }

    public ShopClient Customer { get; }

    /// <summary>An order of the customer.</summary>
    public string Order { get; }

    /// <summary>A customer who is no better than the stranger.</summary>
    public ShopClient Rogue { get; }

    /// <summary>Fills a shop: a hundred products that have long descriptions, and an order.</summary>
    public static async Task<AttackScene> PrepareAsync(ShopCluster shop)
    {
        var description = string.Concat(Enumerable.Repeat("Holds tea. ", 45));
        var product = "";
        for (var number = 1; number <= Products; number++)
        {
            product = await shop.Administrator.CreateProductAsync(price: 250, stock: 1_000_000, description);
        }

        var customer = await shop.Client.NewCustomerAsync();
        var order = await customer.PlaceOrderAsync(product, quantity: 1);
        var gateway = new Uri(shop.Of(ResourceNames.Gateway)[0].HttpAddress);

        return new AttackScene(
            shop,
            gateway,
            product,
            customer,
            order.OrderId ?? throw new InvalidOperationException($"No order: {order}"),
            await shop.Client.NewCustomerAsync());
    }

    public static byte[] Json(string query, object? variables = null) =>
        JsonSerializer.SerializeToUtf8Bytes(new { query, variables });

    /// <summary>Keeps a connection open until <see cref="LetGo"/>.</summary>
    public void Hold(IDisposable connection) => _held.Add(connection);

    public void LetGo()
    {
        while (_held.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        LetGo();
        Stranger.Dispose();
        Honest.Dispose();
    }
}
