using System.Text.RegularExpressions;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed partial class SeedTests(ShopFixture shop)
{
    [Theory]
    [InlineData("/graphql")]
    [InlineData("/query")]
    public async Task A_customer_of_the_seed_registers_logs_in_and_orders(string path)
    {
        var email = $"{Guid.NewGuid():N}@shop.example";
        var registered = (await shop.Anonymous.DataAsync(
            Fill(SeedOperations.RegisterUser, ("EMAIL", email), ("USERNAME", "Bob"), ("PASSWORD", "long enough")),
            path: path)).GetProperty("registerUser");
        Assert.Equal(email, registered.GetProperty("email").GetString());
        Assert.Equal("Bob", registered.GetProperty("username").GetString());
        Assert.Equal(0, registered.GetProperty("type").GetInt32());

        var token = (await shop.Anonymous.DataAsync(
            Fill(SeedOperations.Login, ("EMAIL", email), ("PASSWORD", "long enough")), path: path))
            .GetProperty("login").GetProperty("token").GetString();
        var customer = shop.Anonymous.WithToken(token);
        var product = await shop.NewProductAsync(price: 250, stock: 3);

        var order = (await customer.DataAsync(
            Fill(SeedOperations.PlaceOrder, ("PRODUCTID", product)), path: path)).GetProperty("placeOrder");

        var userId = registered.GetProperty("id").GetString();
        Assert.Equal(userId, order.GetProperty("user_id").GetString());
        Assert.Equal(1, order.GetProperty("quantity").GetInt32());
        Assert.Equal(250, order.GetProperty("price_total").GetInt32());
        var line = Assert.Single(order.GetProperty("order_products").EnumerateArray());
        Assert.Equal(product, line.GetProperty("product_id").GetString());
        Assert.Equal(250, line.GetProperty("price").GetInt32());
        Assert.Equal(1, line.GetProperty("quantity").GetInt32());

        var singles = await customer.DataAsync(
            FillIds(SeedOperations.Singles, userId!, product, order.GetProperty("id").GetString()!), path: path);
        Assert.Equal(email, singles.GetProperty("user").GetProperty("email").GetString());
        Assert.Equal(2, singles.GetProperty("product").GetProperty("stock").GetInt32());
        Assert.Equal(250, singles.GetProperty("order").GetProperty("price_total").GetInt32());
        Assert.Single(singles.GetProperty("order").GetProperty("order_products").EnumerateArray());

        var lists = await customer.DataAsync(SeedOperations.Lists, path: path);
        Assert.Equal(userId, Assert.Single(lists.GetProperty("users").EnumerateArray()).GetProperty("id").GetString());
        Assert.NotEmpty(lists.GetProperty("products").EnumerateArray());
        Assert.Equal(1, Assert.Single(lists.GetProperty("orders").EnumerateArray()).GetProperty("quantity").GetInt32());
    }

    [Fact]
    public async Task An_administrator_of_the_seed_keeps_the_catalogue_and_the_stock()
    {
        var product = (await shop.Admin.DataAsync(
            Fill(SeedOperations.CreateProduct, ("NAME", "Teapot"), ("DESC", "Holds more tea"))))
            .GetProperty("createProduct");
        var id = product.GetProperty("id").GetString()!;
        Assert.Equal("Teapot", product.GetProperty("name").GetString());
        Assert.Equal(1, product.GetProperty("stock").GetInt32());

        var updated = await shop.Admin.DataAsync(Fill(SeedOperations.UpdateInventory, ("\"ID\"", $"\"{id}\"")));

        Assert.True(updated.GetProperty("updateInventory").GetProperty("success").GetBoolean());
        Assert.Equal(2, await StockAsync(id));
    }

    [Fact]
    public async Task A_token_works_without_the_word_bearer()
    {
        var customer = await shop.NewCustomerAsync();

        var (_, body) = await customer.Client.PostAsync("{ me { id } }", scheme: "");

        Assert.Equal(customer.Id, body.GetProperty("data").GetProperty("me").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(1, 4, 9)]
    [InlineData(2, 4, 1)]
    public async Task The_stock_is_added_and_subtracted(int type, int number, int expected)
    {
        var product = await shop.NewProductAsync(stock: 5);

        await shop.Admin.DataAsync(
            "mutation ($input: UpdateInventory!) { updateInventory(input: $input) { success } }",
            new { input = new { id = product, type, number } });

        Assert.Equal(expected, await StockAsync(product));
    }

    private async Task<int> StockAsync(string product) =>
        (await shop.Anonymous.DataAsync("query ($id: ID!) { product(id: $id) { stock } }", new { id = product }))
        .GetProperty("product").GetProperty("stock").GetInt32();

    private static string Fill(string operation, params (string Placeholder, string Value)[] values) =>
        values.Aggregate(
            operation, (text, value) => text.Replace(value.Placeholder, value.Value, StringComparison.Ordinal));

    private static string FillIds(string operation, params string[] ids)
    {
        var next = 0;

        return IdPlaceholder().Replace(operation, _ => ids[next++]);
    }

    [GeneratedRegex("ID_STRING")]
    private static partial Regex IdPlaceholder();
}
