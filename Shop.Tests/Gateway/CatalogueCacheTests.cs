using System.Text.Json;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Gateway.Products.Cache;
using Shop.Tests.Gateway.Fakes;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Gateway;

/// <summary>
/// What the gateway keeps of the catalogue without a broker. The time to live is longer than a test where it does not
/// say otherwise.
/// </summary>
public sealed class CatalogueCacheTests : IAsyncLifetime
{
    private const string Page = "{ products(first: 2) { id stock } }";

    private GatewayApp _gateway = null!;

    private FakeProducts Products => _gateway.Services.Products;

    public async ValueTask InitializeAsync() => await RestartAsync(("CatalogueCache:TimeToLive", "00:10:00"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Asks_once_for_what_is_read_again_and_again()
    {
        var (mug, pot) = (Products.Add("mug"), Products.Add("pot"));
        var order = _gateway.Services.Orders.Add(
            Guid.CreateVersion7().ToString(),
            new OrderLine { ProductId = mug.Id },
            new OrderLine { ProductId = pot.Id });
        var customer = Client(_gateway.Tokens.Customer(Guid.Parse(order.UserId)));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([7, 7], await StocksAsync());
            Assert.Equal(7, await StockAsync(mug));
            await customer.DataAsync($"{{ order(id: \"{order.Id}\") {{ order_products {{ product {{ name }} }} }} }}");
        }

        Assert.Equal(new GetProductsRequest { First = 2 }, Assert.Single(Products.Calls.Of<GetProductsRequest>()));
        Assert.Equal(
            [[mug.Id], [pot.Id]], Products.Calls.Of<BatchGetProductsRequest>().Select(request => request.Ids));
    }

    [Fact]
    public async Task A_reader_who_leaves_takes_nothing_from_those_who_wait_with_them()
    {
        var mug = Products.Add("mug");
        var gate = new TaskCompletionSource();
        Products.Calls.Gate = gate.Task;
        using var left = new CancellationTokenSource();

        var leaving = _gateway.Client.GetAsync(
            new Uri($"/graphql?query={{product(id:\"{mug.Id}\"){{stock}}}}", UriKind.Relative), left.Token);
        await Eventually.TrueAsync(() => Products.Calls.Of<BatchGetProductsRequest>().Any(), "the call");
        var staying = StockAsync(mug);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        gate.SetResult();

        Assert.Equal(7, await staying);
    }

    [Fact]
    public async Task A_change_of_which_no_event_tells_is_seen_after_the_time_to_live()
    {
        await RestartAsync(("CatalogueCache:TimeToLive", "00:00:00.500"));
        var mug = Products.Add("mug");
        Assert.Equal((7, 7), (await StockAsync(mug), Assert.Single(await StocksAsync())));

        mug.Stock = 3;
        var pot = Products.Add("pot");

        await Eventually.TrueAsync(async () => await StockAsync(mug) == 3, "the stock", TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(
            async () => await StocksAsync() is [3, 7], "the page with both", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Switched_off_it_keeps_nothing()
    {
        await RestartAsync(("CatalogueCache:Enabled", "false"));
        var mug = Products.Add("mug");

        for (var stock = 7; stock > 0; stock--)
        {
            mug.Stock = stock;
            Assert.Equal((stock, stock), (await StockAsync(mug), Assert.Single(await StocksAsync())));
        }

        Assert.Null(_gateway.Catalogue);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_kept_and_what_is_malformed_is_not_asked_for()
    {
        var mug = Products.Add("mug");
        var unknown = Guid.CreateVersion7();

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("NOT_FOUND", await Client().ErrorCodeAsync($"{{ product(id: \"{unknown}\") {{ id }} }}"));
            Assert.Equal("BAD_USER_INPUT", await Client().ErrorCodeAsync("{ product(id: \"mug\") { id } }"));
            Assert.Equal("BAD_USER_INPUT", await Client().ErrorCodeAsync("{ products(after: \"mug\") { id } }"));
            Assert.Equal("BAD_USER_INPUT", await Client().ErrorCodeAsync("{ products(first: 101) { id } }"));
            Assert.Empty(await StocksAsync(after: mug.Id));
        }

        Assert.Equal(2, Products.Calls.Of<BatchGetProductsRequest>().Count());
        Assert.Equal(2, Products.Calls.Of<GetProductsRequest>().Count());
        Assert.Equal(0, _gateway.Catalogue!.Size);
    }

    [Fact]
    public async Task An_error_is_not_kept()
    {
        var mug = Products.Add("mug");
        Products.Calls.Failure = new RpcException(new Status(StatusCode.Unavailable, ""));

        Assert.Equal("SERVICE_UNAVAILABLE", await Client().ErrorCodeAsync(Page));
        Assert.Equal("SERVICE_UNAVAILABLE", await Client().ErrorCodeAsync($"{{ product(id: \"{mug.Id}\") {{ id }} }}"));
        Products.Calls.Failure = null;

        Assert.Equal((7, 7), (await StockAsync(mug), Assert.Single(await StocksAsync())));
    }

    [Fact]
    public async Task Who_changes_a_product_through_the_gateway_sees_that_at_once()
    {
        var administrator = Client(_gateway.Tokens.Administrator(Guid.CreateVersion7()));
        var mug = Products.Add("mug");
        Assert.Equal((7, 7), (await StockAsync(mug), Assert.Single(await StocksAsync())));

        await UpdateAsync(administrator, mug.Id, type: 1, number: 2);
        Assert.Equal((9, 9), (await StockAsync(mug), Assert.Single(await StocksAsync())));

        await administrator.DataAsync(
            "mutation { createProduct(input: { name: \"pot\", description: \"A pot.\", price: 1, stock: 4 }) { id } }");
        Assert.Equal([9, 4], await StocksAsync());

        await UpdateAsync(administrator, mug.Id, type: 3, number: 0);
        Assert.Equal([4], await StocksAsync());
        Assert.Equal("NOT_FOUND", await Client().ErrorCodeAsync($"{{ product(id: \"{mug.Id}\") {{ id }} }}"));
    }

    [Fact]
    public async Task A_page_that_is_full_does_not_change_when_the_catalogue_grows()
    {
        Products.Add("mug");
        Products.Add("pot");
        await StocksAsync();

        await Client(_gateway.Tokens.Administrator(Guid.CreateVersion7())).DataAsync(
            "mutation { createProduct(input: { name: \"cup\", description: \"A cup.\", price: 1, stock: 4 }) { id } }");
        await StocksAsync();

        Assert.Single(Products.Calls.Of<GetProductsRequest>());
    }

    [Fact]
    public async Task Counts_what_was_there_and_what_was_not()
    {
        var results = new MetricCollector<long>(
            _gateway.Meters, CatalogueMetrics.Name, "shop.gateway.catalogue.requests");
        var mug = Products.Add("mug");

        await StockAsync(mug);
        await StockAsync(mug);
        await StocksAsync();

        Assert.Equal(
            ["miss", "hit", "miss"],
            results.GetMeasurementSnapshot().Select(measurement => measurement.Tags["result"]));
    }

    private static async Task UpdateAsync(GraphQLClient administrator, string id, int type, int number) =>
        await administrator.DataAsync(
            "mutation ($input: UpdateInventory!) { updateInventory(input: $input) { success } }",
            new { input = new { id, type, number } });

    private async Task RestartAsync(params (string Key, string Value)[] settings)
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _gateway = await GatewayApp.StartWithAsync(settings);
    }

    private GraphQLClient Client(string? token = null) => new(_gateway.Client, token);

    private async Task<List<int>> StocksAsync(string? after = null)
    {
        var page = after is null ? Page : $"{{ products(first: 2, after: \"{after}\") {{ id stock }} }}";
        var data = await Client().DataAsync(page);

        return [.. data.GetProperty("products").EnumerateArray().Select(StockOf)];
    }

    private async Task<int> StockAsync(Product product) =>
        StockOf((await Client().DataAsync($"{{ product(id: \"{product.Id}\") {{ stock }} }}")).GetProperty("product"));

    private static int StockOf(JsonElement product) => product.GetProperty("stock").GetInt32();
}
