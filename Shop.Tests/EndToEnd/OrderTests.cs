using System.Text.Json;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class OrderTests(ShopFixture shop)
{
    private const string PlaceOrder =
        """
        mutation ($input: PlaceOrder!) {
          placeOrder(input: $input) {
            id status price_total created_at user { id } order_products { product { name stock } }
          }
        }
        """;

    [Fact]
    public async Task An_order_is_confirmed_and_joined_with_its_user_and_products()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(price: 300, stock: 5);

        var order = (await customer.Client.DataAsync(PlaceOrder, OrderOf((product, 2)))).GetProperty("placeOrder");

        Assert.Equal("CONFIRMED", order.GetProperty("status").GetString());
        Assert.Equal(600, order.GetProperty("price_total").GetInt32());
        Assert.Equal(customer.Id, order.GetProperty("user").GetProperty("id").GetString());
        var line = Assert.Single(order.GetProperty("order_products").EnumerateArray());
        Assert.Equal("Mug", line.GetProperty("product").GetProperty("name").GetString());
        Assert.Equal(3, line.GetProperty("product").GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task Buyers_at_once_get_what_there_is_and_not_one_unit_more()
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.NewCustomerAsync()));
        var product = await shop.NewProductAsync(stock: 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            buyer => customers[buyer % 4].Client.PostAsync(PlaceOrder, OrderOf((product, 1)))));

        Assert.Equal(5, answers.Count(answer => !answer.Body.TryGetProperty("errors", out _)));
        Assert.Equal(15, answers.Count(answer => Code(answer.Body) == "OUT_OF_STOCK"));
        var left = await shop.Anonymous.DataAsync(
            "query ($id: ID!) { product(id: $id) { stock } }", new { id = product });
        Assert.Equal(0, left.GetProperty("product").GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task A_retried_order_with_the_same_key_is_the_first_order()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 5);
        var variables = new
        {
            input = new
            {
                order_products = new[] { new { product_id = product, quantity = 2 } },
                idempotency_key = "k-1",
            },
        };

        var first = await customer.Client.DataAsync(PlaceOrder, variables);
        var second = await customer.Client.DataAsync(PlaceOrder, variables);

        Assert.Equal(Id(first), Id(second));
        var orders = await customer.Client.DataAsync("{ orders { id } }");
        Assert.Single(orders.GetProperty("orders").EnumerateArray());

        static string? Id(JsonElement data) => data.GetProperty("placeOrder").GetProperty("id").GetString();
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_stock_back_and_keeps_its_history()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 5);
        var placed = (await customer.Client.DataAsync(PlaceOrder, OrderOf((product, 5)))).GetProperty("placeOrder");
        var variables = new { id = placed.GetProperty("id").GetString() };
        const string Cancel = "mutation ($id: ID!) { cancelOrder(id: $id) { status events { type at } } }";

        Assert.Equal("FORBIDDEN", Code((await shop.Admin.PostAsync(Cancel, variables)).Body));
        var cancelled = await customer.Client.DataAsync(Cancel, variables);
        var again = await customer.Client.DataAsync(Cancel, variables);

        var order = cancelled.GetProperty("cancelOrder");
        Assert.Equal("CANCELLED", order.GetProperty("status").GetString());
        Assert.Equal(
            ["PLACED", "CONFIRMED", "CANCELLED"],
            order.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("type").GetString()));
        Assert.Equal(cancelled.GetRawText(), again.GetRawText());
        await Eventually.TrueAsync(
            async () => (await shop.Anonymous.DataAsync(
                "query ($id: ID!) { product(id: $id) { stock } }", new { id = product }))
                .GetProperty("product").GetProperty("stock").GetInt32() == 5,
            "the stock of the cancelled order");
        var next = await customer.Client.DataAsync(PlaceOrder, OrderOf((product, 5)));
        Assert.Equal("CONFIRMED", next.GetProperty("placeOrder").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Orders_of_a_deleted_product_stay_readable()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(price: 40, stock: 5);
        var placed = (await customer.Client.DataAsync(PlaceOrder, OrderOf((product, 1)))).GetProperty("placeOrder");

        await shop.Admin.DataAsync(
            "mutation ($input: UpdateInventory!) { updateInventory(input: $input) { success } }",
            new { input = new { id = product, type = 3, number = 0 } });

        Assert.Equal("NOT_FOUND", await shop.Anonymous.ErrorCodeAsync($"{{ product(id: \"{product}\") {{ id }} }}"));
        var order = (await customer.Client.DataAsync(
            "query ($id: ID!) { order(id: $id) { price_total order_products { product_id product { id } } } }",
            new { id = placed.GetProperty("id").GetString() })).GetProperty("order");
        Assert.Equal(40, order.GetProperty("price_total").GetInt32());
        var line = Assert.Single(order.GetProperty("order_products").EnumerateArray());
        Assert.Equal(product, line.GetProperty("product_id").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("product").ValueKind);
    }

    [Fact]
    public async Task An_order_is_seen_by_its_owner_and_by_administrators_only()
    {
        var owner = await shop.NewCustomerAsync();
        var stranger = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync();
        var placed = (await owner.Client.DataAsync(PlaceOrder, OrderOf((product, 1)))).GetProperty("placeOrder");
        var query = $"{{ order(id: \"{placed.GetProperty("id").GetString()}\") {{ id }} }}";

        await owner.Client.DataAsync(query);
        await shop.Admin.DataAsync(query);
        Assert.Equal("NOT_FOUND", await stranger.Client.ErrorCodeAsync(query));
        Assert.Equal("UNAUTHENTICATED", await shop.Anonymous.ErrorCodeAsync(query));
    }

    [Fact]
    public async Task Lists_are_paged_by_the_last_id()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 10);
        for (var i = 0; i < 3; i++)
        {
            await customer.Client.DataAsync(PlaceOrder, OrderOf((product, 1)));
        }

        var all = Ids(await customer.Client.DataAsync("{ orders { id } }"));
        var first = Ids(await customer.Client.DataAsync("{ orders(first: 2) { id } }"));
        var rest = Ids(await customer.Client.DataAsync($"{{ orders(first: 2, after: \"{first[1]}\") {{ id }} }}"));

        Assert.Equal(3, all.Length);
        Assert.Equal(all, first.Concat(rest));

        static string[] Ids(JsonElement data) =>
            [.. data.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("id").GetString()!)];
    }

    private static object OrderOf(params (string Product, int Quantity)[] lines) => new
    {
        input = new
        {
            order_products = lines.Select(line => new { product_id = line.Product, quantity = line.Quantity }),
        },
    };

    private static string? Code(JsonElement body) =>
        body.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : null;
}
