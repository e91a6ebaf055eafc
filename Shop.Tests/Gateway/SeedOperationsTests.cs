using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;
using OrderLine = Shop.Contracts.Orders.V1.OrderLine;

namespace Shop.Tests.Gateway;

/// <summary>The operations of the seed's README, with the shapes that its clients know.</summary>
public sealed class SeedOperationsTests : GatewayTest
{
    [Fact]
    public async Task Lists_users()
    {
        var ann = Users.Add("ann", UserType.Admin);

        var data = await DataAsync(
            "query { users { id username email type # 0 - DEFAULT, 1 - ADMIN\n } }", SomeToken());

        AssertJson(
            $$"""{"users":[{"id":"{{ann.Id}}","username":"ann","email":"ann@shop.example","type":1}]}""", data);
    }

    [Fact]
    public async Task Lists_products()
    {
        var mug = Products.Add("mug");

        var data = await DataAsync("query { products { id name description price stock } }");

        AssertJson(
            $$"""{"products":[{"id":"{{mug.Id}}","name":"mug","description":"A mug.","price":250,"stock":7}]}""", data);
    }

    [Fact]
    public async Task Lists_orders()
    {
        var ann = Users.Add("ann");
        var order = Orders.Add(ann.Id, new OrderLine { ProductId = "p", Quantity = 2, Price = 250 });

        var data = await DataAsync("query { orders { id user_id price_total quantity } }", SomeToken());

        AssertJson(
            $$"""{"orders":[{"id":"{{order.Id}}","user_id":"{{ann.Id}}","price_total":500,"quantity":2}]}""", data);
    }

    [Fact]
    public async Task Finds_a_user_a_product_and_an_order_by_their_ids()
    {
        var ann = Users.Add("ann");
        var mug = Products.Add("mug");
        var order = Orders.Add(ann.Id, new OrderLine { ProductId = mug.Id, Quantity = 2, Price = 250 });

        var data = await DataAsync(
            $$"""
            query {
              user(id: "{{ann.Id}}") { id username email type }
              product(id: "{{mug.Id}}") { id name description price stock }
              order(id: "{{order.Id}}") { id user_id price_total quantity order_products { product_id quantity price } }
            }
            """,
            SomeToken());

        AssertJson(
            $$"""
            {
              "user": {"id":"{{ann.Id}}","username":"ann","email":"ann@shop.example","type":0},
              "product": {"id":"{{mug.Id}}","name":"mug","description":"A mug.","price":250,"stock":7},
              "order": {
                "id":"{{order.Id}}","user_id":"{{ann.Id}}","price_total":500,"quantity":2,
                "order_products":[{"product_id":"{{mug.Id}}","quantity":2,"price":250}]
              }
            }
            """,
            data);
    }

    [Theory]
    [InlineData(0, UserType.Customer)]
    [InlineData(1, UserType.Admin)]
    public async Task Registers_users(int type, UserType expected)
    {
        var data = await DataAsync(
            $$"""
            mutation {
              registerUser(
                input: { email: "ann@shop.example", username: "ann", type: {{type}}, password: "PASSWORD" }
              ) {
                id email username type
              }
            }
            """);

        var ann = Assert.Single(Users.Known);
        AssertJson(
            $$"""
            {
              "registerUser": {"id":"{{ann.Id}}","email":"ann@shop.example","username":"ann","type":{{type}} }
            }
            """,
            data);
        Assert.Equal(
            new RegisterUserRequest
            {
                Email = "ann@shop.example",
                Username = "ann",
                Password = "PASSWORD",
                Type = expected,
            },
            Assert.Single(Users.Calls.Of<RegisterUserRequest>()));
    }

    [Fact]
    public async Task Logs_in()
    {
        var data = await DataAsync("""mutation { login(input: { email: "EMAIL", password: "PASSWORD" }) { token } }""");

        AssertJson("""{"login":{"token":"token of EMAIL"}}""", data);
        Assert.Equal("PASSWORD", Assert.Single(Users.Calls.Of<LoginRequest>()).Password);
    }

    [Fact]
    public async Task Places_orders()
    {
        var mug = Products.Add("mug");

        var data = await DataAsync(
            $$"""
            mutation {
              placeOrder(input: { order_products: [{ product_id: "{{mug.Id}}", quantity: 3 }] }) {
                id user_id quantity price_total order_products { product_id price quantity }
              }
            }
            """,
            SomeToken());

        var order = Assert.Single(Orders.Known);
        AssertJson(
            $$"""
            {
              "placeOrder": {
                "id":"{{order.Id}}","user_id":"{{order.UserId}}","quantity":3,"price_total":750,
                "order_products":[{"product_id":"{{mug.Id}}","price":250,"quantity":3}]
              }
            }
            """,
            data);
        Assert.False(Assert.Single(Orders.Calls.Of<PlaceOrderRequest>()).HasIdempotencyKey);
    }

    [Fact]
    public async Task Takes_the_input_from_variables_of_the_seeds_types()
    {
        var product = Guid.CreateVersion7().ToString();
        var input = new
        {
            order_products = new[] { new { product_id = product, quantity = 3 } },
            idempotency_key = "once",
        };

        await DataAsync(
            "mutation ($input: PlaceOrder!) { placeOrder(input: $input) { id } }", SomeToken(), new { input });

        Assert.Equal(
            new PlaceOrderRequest
            {
                Lines = { new PlaceOrderLine { ProductId = product, Quantity = 3 } },
                IdempotencyKey = "once",
            },
            Assert.Single(Orders.Calls.Of<PlaceOrderRequest>()));
    }

    [Fact]
    public async Task Creates_products()
    {
        var data = await DataAsync(
            """
            mutation {
              createProduct(input: { name: "mug", description: "A mug.", price: 1, stock: 2 }) {
                id price name description stock
              }
            }
            """,
            SomeToken());

        var mug = Assert.Single(Products.Known);
        AssertJson(
            $$"""
            {
              "createProduct": {"id":"{{mug.Id}}","price":1,"name":"mug","description":"A mug.","stock":2}
            }
            """,
            data);
    }

    [Theory]
    [InlineData(1, InventoryOperation.Add)]
    [InlineData(2, InventoryOperation.Subtract)]
    [InlineData(3, InventoryOperation.Delete)]
    [InlineData(0, InventoryOperation.Unspecified)]
    [InlineData(9, (InventoryOperation)9)]
    public async Task Updates_the_inventory(int type, InventoryOperation expected)
    {
        var id = Guid.CreateVersion7().ToString();

        var data = await DataAsync(
            $$"""mutation { updateInventory(input: { id: "{{id}}", type: {{type}}, number: 4 }) { success } }""",
            SomeToken());

        AssertJson("""{"updateInventory":{"success":true}}""", data);
        Assert.Equal(
            new UpdateInventoryRequest { Id = id, Operation = expected, Number = 4 },
            Assert.Single(Products.Calls.Of<UpdateInventoryRequest>()));
    }
}
