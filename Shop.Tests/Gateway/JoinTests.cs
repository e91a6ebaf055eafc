using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;

namespace Shop.Tests.Gateway;

/// <summary>What the data loaders key by: one call for all that a level of the response needs, each id once.</summary>
public sealed class JoinTests : GatewayTest
{
    [Fact]
    public async Task Loads_the_users_of_orders_by_their_ids_in_one_call()
    {
        var (ann, bob) = (Users.Add("ann"), Users.Add("bob"));
        Orders.Add(ann.Id);
        Orders.Add(bob.Id);
        Orders.Add(ann.Id);

        var data = await DataAsync("{ orders { user { username } } }", SomeToken());

        AssertJson(
            """{"orders":[{"user":{"username":"ann"}},{"user":{"username":"bob"}},{"user":{"username":"ann"}}]}""",
            data);
        AssertIds([ann.Id, bob.Id], Assert.Single(Users.Calls.Of<BatchGetUsersRequest>()).Ids);
    }

    [Fact]
    public async Task Loads_the_products_of_all_orders_by_their_ids_in_one_call()
    {
        var (mug, pot) = (Products.Add("mug"), Products.Add("pot"));
        var gone = Guid.CreateVersion7().ToString();
        var first = Orders.Add(Users.Add("ann").Id, Line(mug.Id), Line(pot.Id));
        var second = Orders.Add(Users.Add("bob").Id, Line(mug.Id), Line(gone));

        var data = await DataAsync(
            $$"""
            {
              first: order(id: "{{first.Id}}") { order_products { product { name } } }
              second: order(id: "{{second.Id}}") { order_products { product { name } } }
            }
            """,
            SomeToken());

        AssertJson(
            """
            {
              "first": {"order_products":[{"product":{"name":"mug"}},{"product":{"name":"pot"}}]},
              "second": {"order_products":[{"product":{"name":"mug"}},{"product":null}]}
            }
            """,
            data);
        AssertIds([mug.Id, pot.Id, gone], Assert.Single(Products.Calls.Of<BatchGetProductsRequest>()).Ids);
        AssertIds([first.Id, second.Id], Assert.Single(Orders.Calls.Of<BatchGetOrdersRequest>()).Ids);
    }

    [Fact]
    public async Task Takes_an_id_for_the_same_in_either_letter_case()
    {
        var mug = Products.Add("mug");

        var data = await DataAsync(
            $$"""{ a: product(id: "{{mug.Id}}") { name } b: product(id: "{{mug.Id.ToUpperInvariant()}}") { name } }""");

        AssertJson("""{"a":{"name":"mug"},"b":{"name":"mug"}}""", data);
        AssertIds([mug.Id], Assert.Single(Products.Calls.Of<BatchGetProductsRequest>()).Ids);
    }

    [Fact]
    public async Task Asks_for_at_most_a_hundred_ids_in_a_call()
    {
        var products = Enumerable.Range(0, 250).Select(index => Products.Add($"mug {index}")).ToList();
        var order = Orders.Add(Users.Add("ann").Id, [.. products.Select(product => Line(product.Id))]);

        var data = await DataAsync(
            $$"""{ order(id: "{{order.Id}}") { order_products { product { id } } } }""", SomeToken());

        Assert.Equal(
            products.Select(product => product.Id),
            data.GetProperty("order").GetProperty("order_products").EnumerateArray()
                .Select(line => line.GetProperty("product").GetProperty("id").GetString()));
        Assert.Equal(
            [50, 100, 100],
            Products.Calls.Of<BatchGetProductsRequest>().Select(request => request.Ids.Count).Order());
    }

    private static OrderLine Line(string productId) => new() { ProductId = productId, Quantity = 1, Price = 250 };

    private static void AssertIds(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(), actual.Order());
}
