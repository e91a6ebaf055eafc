using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Contracts.Products.V1;
using Shop.Gateway.Products.Cache;
using Shop.Tests.Infrastructure;
using Shop.Tests.Messaging;
using Shop.Tests.Products;

namespace Shop.Tests.Gateway;

/// <summary>
/// Two gateways before the products service. Answers are kept for longer than the tests take, so that whatever is seen
/// was told by an event.
/// </summary>
public sealed class CatalogueEventsTests(ProductsServiceFixture service)
    : IClassFixture<ProductsServiceFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private GatewayApp[] _gateways = [];

    public async ValueTask InitializeAsync()
    {
        _gateways = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => GatewayApp.StartAsync(
            service.Broker, service.Client, ("CatalogueCache:TimeToLive", "00:10:00"))));
        await Task.WhenAll(_gateways.Select(ListensAsync));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_change_is_seen_by_every_gateway_within_the_bound()
    {
        var mug = await service.AddProductAsync(stock: 100);
        await AllAsync(async gateway => await StockAsync(gateway, mug.Id) == 100);

        for (var left = 99; left > 80; left--)
        {
            await UpdateAsync(mug.Id, InventoryOperation.Subtract, number: 1);
            await AllAsync(async gateway =>
                await StockAsync(gateway, mug.Id) == left && (await StocksAsync(gateway))[mug.Id] == left);
        }
    }

    [Fact]
    public async Task A_new_product_is_seen_on_a_page_with_room()
    {
        await AllAsync(async gateway => await StocksAsync(gateway) is not null);

        var mug = await service.AddProductAsync(stock: 3);

        await AllAsync(async gateway => (await StocksAsync(gateway)).GetValueOrDefault(mug.Id) == 3);
    }

    [Fact]
    public async Task A_deleted_product_vanishes()
    {
        var mug = await service.AddProductAsync(stock: 3);
        await AllAsync(async gateway =>
            await StockAsync(gateway, mug.Id) == 3 && (await StocksAsync(gateway)).ContainsKey(mug.Id));

        await UpdateAsync(mug.Id, InventoryOperation.Delete, number: 0);

        await AllAsync(async gateway =>
            await StockAsync(gateway, mug.Id) is null && !(await StocksAsync(gateway)).ContainsKey(mug.Id));
    }

    [Fact]
    public async Task After_a_lost_connection_nothing_from_before_is_used()
    {
        var mug = await service.AddProductAsync(stock: 3);
        await AllAsync(async gateway => await StockAsync(gateway, mug.Id) == 3);
        await ChangeSilentlyAsync(mug.Id, stock: 2);
        Assert.Equal(3, await StockAsync(_gateways[0], mug.Id));

        await CloseConnectionsAsync();

        await AllAsync(async gateway => await StockAsync(gateway, mug.Id) == 2, TimeSpan.FromSeconds(30));
    }

    /// <summary>Until the gateway has heard either event, of a product that nobody else knows.</summary>
    private async Task ListensAsync(GatewayApp gateway)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(service.Broker) }
            .CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var (changes, grownAt) = (gateway.Catalogue!.Changes, TimeProvider.System.GetTimestamp());
        var open = new CatalogueAnswer([], [], IsOpenEnded: true, grownAt);
        await Eventually.TrueAsync(
            async () =>
            {
                var (id, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
                await TestBroker.PublishAsync(
                    channel, ResourceNames.Products, new ProductCreated(id, "probe", 1, 1, Version: 1, now));
                await TestBroker.PublishAsync(
                    channel,
                    ResourceNames.Products,
                    new InventoryUpdated([new(id, "probe", 1, 1, Deleted: false, Version: 2)], Outcome: null, now));

                return changes.Count > 0 && changes.Apply(open) is null;
            },
            "a gateway that listens");
    }

    private async Task AllAsync(Func<GatewayApp, Task<bool>> sees, TimeSpan? bound = null)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var gateway in _gateways)
        {
            await Eventually.TrueAsync(
                () => sees(gateway), "the change", (bound ?? Bound) - Stopwatch.GetElapsedTime(started));
        }
    }

    private async Task UpdateAsync(string id, InventoryOperation operation, int number) =>
        await service.Client.UpdateInventoryAsync(
            new UpdateInventoryRequest { Id = id, Operation = operation, Number = number }, service.Administrator);

    /// <summary>As if the event were lost.</summary>
    private async Task ChangeSilentlyAsync(string id, int stock)
    {
        await using var db = service.Open();
        var productId = Guid.Parse(id);
        await db.Products
            .Where(product => product.Id == productId)
            .ExecuteUpdateAsync(set => set.SetProperty(product => product.Stock, stock));
    }

    private async Task CloseConnectionsAsync()
    {
        var server = await RabbitMQServer.SharedAsync();
        var path = $"vhosts{new Uri(service.Broker).AbsolutePath}/connections";
        // The management API knows of a connection only after a while: those of two gateways and of the service.
        await Eventually.TrueAsync(
            async () => (await server.GetAsync(path)).GetArrayLength() > 2, "the connections");
        foreach (var connection in (await server.GetAsync(path)).EnumerateArray())
        {
            await server.DeleteAsync(
                $"connections/{Uri.EscapeDataString(connection.GetProperty("name").GetString()!)}");
        }
    }

    private static async Task<int?> StockAsync(GatewayApp gateway, string id)
    {
        var (_, answer) = await new GraphQLClient(gateway.Client, token: null).PostAsync(
            $"{{ product(id: \"{id}\") {{ stock }} }}");

        return answer.TryGetProperty("errors", out _)
            ? null
            : answer.GetProperty("data").GetProperty("product").GetProperty("stock").GetInt32();
    }

    private static async Task<Dictionary<string, int>> StocksAsync(GatewayApp gateway)
    {
        var data = await new GraphQLClient(gateway.Client, token: null).DataAsync("{ products { id stock } }");

        return data.GetProperty("products").EnumerateArray().ToDictionary(
            product => product.GetProperty("id").GetString()!, product => product.GetProperty("stock").GetInt32());
    }
}
