using System.Text.Json;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class BadInputTests(ShopFixture shop)
{
    private const string Register = "mutation ($input: NewUser!) { registerUser(input: $input) { id email username } }";
    private const string Create =
        "mutation ($input: CreateProduct!) { createProduct(input: $input) { id name description } }";
    private const string Update = "mutation ($input: UpdateInventory!) { updateInventory(input: $input) { success } }";
    private const string Place = "mutation ($input: PlaceOrder!) { placeOrder(input: $input) { id status } }";
    private const string UnknownId = "01890a5d-ac96-774b-bcce-b302099a8057";

    public static TheoryData<string> ById => new("user", "product", "order");

    [Theory]
    [MemberData(nameof(ById))]
    public async Task A_malformed_id_is_bad_input(string field)
    {
        var error = await shop.Admin.ErrorAsync($"{{ {field}(id: \"x' OR 1=1\") {{ id }} }}");

        Assert.Equal("BAD_USER_INPUT", Code(error));
        Assert.Equal("id", error.GetProperty("extensions").GetProperty("field").GetString());
        Assert.Equal(field, Assert.Single(error.GetProperty("path").EnumerateArray()).GetString());
    }

    [Theory]
    [MemberData(nameof(ById))]
    public async Task An_unknown_id_is_not_found(string field) =>
        Assert.Equal("NOT_FOUND", await shop.Admin.ErrorCodeAsync($"{{ {field}(id: \"{UnknownId}\") {{ id }} }}"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public async Task A_quantity_out_of_bounds_is_bad_input(int quantity)
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 10);

        var error = await customer.Client.ErrorAsync(Place, OrderOf((product, quantity)));

        Assert.Equal("BAD_USER_INPUT", Code(error));
        Assert.Equal("order_products[0].quantity", error.GetProperty("extensions").GetProperty("field").GetString());
        await AssertNothingOrderedAsync(customer, product, stock: 10);
    }

    [Fact]
    public async Task An_order_without_products_is_bad_input()
    {
        var customer = await shop.NewCustomerAsync();

        Assert.Equal("BAD_USER_INPUT", await customer.Client.ErrorCodeAsync(Place, OrderOf()));
    }

    [Fact]
    public async Task The_same_product_twice_in_an_order_is_refused()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 10);

        var error = await customer.Client.ErrorAsync(Place, OrderOf((product, 1), (product, 1)));

        Assert.Equal("BAD_USER_INPUT", Code(error));
        Assert.Equal("order_products[1].product_id", error.GetProperty("extensions").GetProperty("field").GetString());
        await AssertNothingOrderedAsync(customer, product, stock: 10);
    }

    [Fact]
    public async Task An_order_of_an_unknown_product_is_not_found()
    {
        var customer = await shop.NewCustomerAsync();

        Assert.Equal("NOT_FOUND", await customer.Client.ErrorCodeAsync(Place, OrderOf((UnknownId, 1))));
    }

    [Fact]
    public async Task More_than_the_stock_is_out_of_stock()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 3);

        Assert.Equal("OUT_OF_STOCK", await customer.Client.ErrorCodeAsync(Place, OrderOf((product, 4))));
        await AssertStockAsync(product, 3);
    }

    [Fact]
    public async Task A_total_beyond_the_integer_range_is_bad_input()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(price: int.MaxValue, stock: 10);

        Assert.Equal("BAD_USER_INPUT", await customer.Client.ErrorCodeAsync(Place, OrderOf((product, 2))));
        await AssertNothingOrderedAsync(customer, product, stock: 10);
    }

    [Theory]
    [InlineData("", "d", 1, 1, "name")]
    [InlineData("n", "", 1, 1, "description")]
    [InlineData("n", "d", -1, 1, "price")]
    [InlineData("n", "d", 1, -1, "stock")]
    [InlineData("a\0b", "d", 1, 1, "name")]
    [InlineData("a\u001bb", "d", 1, 1, "name")]
    [InlineData("n", "a\u0007b", 1, 1, "description")]
    public async Task A_broken_product_is_bad_input(string name, string description, int price, int stock, string field)
    {
        var error = await shop.Admin.ErrorAsync(Create, new { input = new { name, description, price, stock } });

        Assert.Equal("BAD_USER_INPUT", Code(error));
        Assert.Equal(field, error.GetProperty("extensions").GetProperty("field").GetString());
    }

    [Theory]
    [InlineData(201, 1, "name")]
    [InlineData(1, 4001, "description")]
    public async Task A_product_text_over_its_limit_is_bad_input(int nameLength, int descriptionLength, string field)
    {
        var name = new string('n', nameLength);
        var description = new string('d', descriptionLength);

        var error = await shop.Admin.ErrorAsync(
            Create, new { input = new { name, description, price = 1, stock = 1 } });

        Assert.Equal("BAD_USER_INPUT", Code(error));
        Assert.Equal(field, error.GetProperty("extensions").GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("price: 2147483648, stock: 1")]
    [InlineData("price: 1, stock: 99999999999")]
    [InlineData("price: 1.5, stock: 1")]
    public async Task A_number_beyond_the_integer_range_is_refused_by_the_schema(string numbers)
    {
        var (status, body) = await shop.Admin.PostAsync(
            $$"""mutation { createProduct(input: { name: "n", description: "d", {{numbers}} }) { id } }""");

        Assert.Equal(400, (int)status);
        Assert.False(body.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("🫖 Teekanne für 大家")]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("<script>alert(\"x\")</script> \\ %00 ${jndi}")]
    public async Task Text_is_stored_and_returned_as_given(string text)
    {
        var created = (await shop.Admin.DataAsync(
            Create, new { input = new { name = text, description = text, price = 1, stock = 1 } }))
            .GetProperty("createProduct");
        var read = (await shop.Anonymous.DataAsync(
            "query ($id: ID!) { product(id: $id) { name description } }",
            new { id = created.GetProperty("id").GetString() }))
            .GetProperty("product");

        Assert.Equal(text, read.GetProperty("name").GetString());
        Assert.Equal(text, read.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("no-at-sign", "long enough", "Ann", "email")]
    [InlineData("a@b@c.example", "long enough", "Ann", "email")]
    [InlineData("a b@shop.example", "long enough", "Ann", "email")]
    [InlineData("", "long enough", "Ann", "email")]
    [InlineData("new@shop.example", "7 chars", "Ann", "password")]
    [InlineData("new@shop.example", "long enough", "", "username")]
    [InlineData("new@shop.example", "long enough", "A\0n", "username")]
    public async Task A_broken_registration_is_bad_input(string email, string password, string username, string field)
    {
        var error = await shop.Anonymous.ErrorAsync(
            Register, new { input = new { email, username, type = 0, password } });

        Assert.Equal("BAD_USER_INPUT", Code(error));
        Assert.Equal(field, error.GetProperty("extensions").GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_password_over_128_characters_is_bad_input()
    {
        var password = new string('p', 129);

        Assert.Equal("BAD_USER_INPUT", await shop.Anonymous.ErrorCodeAsync(
            Register, new { input = new { email = "long@shop.example", username = "Ann", type = 0, password } }));
    }

    [Fact]
    public async Task An_email_is_taken_in_any_letter_case()
    {
        var customer = await shop.NewCustomerAsync();
        var email = customer.Email.ToUpperInvariant();

        Assert.Equal("ALREADY_EXISTS", await shop.Anonymous.ErrorCodeAsync(
            Register, new { input = new { email, username = "Ann", type = 0, password = "long enough" } }));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    public async Task An_unknown_user_type_is_bad_input(int type) =>
        Assert.Equal("BAD_USER_INPUT", await shop.Admin.ErrorCodeAsync(
            Register,
            new { input = new { email = "type@shop.example", username = "Ann", type, password = "long enough" } }));

    [Fact]
    public async Task Only_an_administrator_registers_an_administrator()
    {
        var customer = await shop.NewCustomerAsync();
        var email = $"{Guid.NewGuid():N}@shop.example";
        var variables = new { input = new { email, username = "Ann", type = 1, password = "long enough" } };

        Assert.Equal("FORBIDDEN", await shop.Anonymous.ErrorCodeAsync(Register, variables));
        Assert.Equal("FORBIDDEN", await customer.Client.ErrorCodeAsync(Register, variables));
        await shop.Admin.DataAsync(Register, variables);
    }

    [Fact]
    public async Task A_customer_changes_neither_catalogue_nor_stock()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(stock: 3);
        var create = new { input = new { name = "n", description = "d", price = 1, stock = 1 } };
        var update = new { input = new { id = product, type = 1, number = 1 } };

        Assert.Equal("FORBIDDEN", await customer.Client.ErrorCodeAsync(Create, create));
        Assert.Equal("FORBIDDEN", await customer.Client.ErrorCodeAsync(Update, update));
        Assert.Equal("UNAUTHENTICATED", await shop.Anonymous.ErrorCodeAsync(Create, create));
        Assert.Equal("UNAUTHENTICATED", await shop.Anonymous.ErrorCodeAsync(Update, update));
        await AssertStockAsync(product, 3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    [InlineData(2, 0)]
    public async Task A_broken_update_of_the_stock_is_bad_input(int type, int number)
    {
        var product = await shop.NewProductAsync(stock: 3);

        Assert.Equal("BAD_USER_INPUT", await shop.Admin.ErrorCodeAsync(
            Update, new { input = new { id = product, type, number } }));
        await AssertStockAsync(product, 3);
    }

    [Fact]
    public async Task The_stock_does_not_go_below_zero()
    {
        var product = await shop.NewProductAsync(stock: 3);

        Assert.Equal("OUT_OF_STOCK", await shop.Admin.ErrorCodeAsync(
            Update, new { input = new { id = product, type = 2, number = 4 } }));
        await AssertStockAsync(product, 3);
    }

    [Fact]
    public async Task The_stock_does_not_go_beyond_the_integer_range()
    {
        var product = await shop.NewProductAsync(stock: 3);

        Assert.Equal("BAD_USER_INPUT", await shop.Admin.ErrorCodeAsync(
            Update, new { input = new { id = product, type = 1, number = int.MaxValue } }));
        await AssertStockAsync(product, 3);
    }

    [Theory]
    [InlineData("{ users(first: 0) { id } }")]
    [InlineData("{ products(first: 101) { id } }")]
    [InlineData("{ orders(first: -1) { id } }")]
    [InlineData("{ products(after: \"nonsense\") { id } }")]
    public async Task A_page_out_of_bounds_is_bad_input(string query) =>
        Assert.Equal("BAD_USER_INPUT", await shop.Admin.ErrorCodeAsync(query));

    [Theory]
    [InlineData("{ me { id } }")]
    [InlineData("{ users { id } }")]
    [InlineData("{ orders { id } }")]
    public async Task Personal_data_needs_a_token(string query) =>
        Assert.Equal("UNAUTHENTICATED", await shop.Anonymous.ErrorCodeAsync(query));

    [Fact]
    public async Task Login_does_not_tell_whether_the_email_exists()
    {
        var customer = await shop.NewCustomerAsync();
        const string Login = "mutation ($input: Login!) { login(input: $input) { token } }";

        var wrong = await shop.Anonymous.ErrorAsync(
            Login, new { input = new { email = customer.Email, password = "not the one" } });
        var unknown = await shop.Anonymous.ErrorAsync(
            Login, new { input = new { email = "nobody@shop.example", password = "not the one" } });

        Assert.Equal("UNAUTHENTICATED", Code(wrong));
        Assert.Equal(wrong.GetRawText(), unknown.GetRawText());
    }

    private async Task AssertNothingOrderedAsync(Customer customer, string product, int stock)
    {
        var orders = await customer.Client.DataAsync("{ orders { id } }");
        Assert.Empty(orders.GetProperty("orders").EnumerateArray());
        await AssertStockAsync(product, stock);
    }

    private async Task AssertStockAsync(string product, int stock)
    {
        var data = await shop.Anonymous.DataAsync(
            "query ($id: ID!) { product(id: $id) { stock } }", new { id = product });
        Assert.Equal(stock, data.GetProperty("product").GetProperty("stock").GetInt32());
    }

    private static object OrderOf(params (string Product, int Quantity)[] lines) => new
    {
        input = new
        {
            order_products = lines.Select(line => new { product_id = line.Product, quantity = line.Quantity }),
        },
    };

    private static string? Code(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString();
}
