using Shop.Bench.Shop.Data;
using Shop.Bench.Shop.Load;
using Shop.Faults.Cluster;

namespace Shop.Bench.Shop.Scenarios;

/// <summary>What clients of the shop ask.</summary>
/// <param name="data">What the shop is filled with.</param>
internal sealed class Operations(ShopData data)
{
    private const string ProductFields = "id name description price stock";
    private const int PageSize = 20;

    public static Operation Products(int count) => new(
        $"query ($first: Int) {{ products(first: $first) {{ {ProductFields} }} }}", new { first = count })
    {
        Expected = """{"data":{"products":[{"id":""",
        Rows = count,
    };

    public Operation ProductsAfter { get; } = new(
        $"query ($first: Int, $after: ID) {{ products(first: $first, after: $after) {{ {ProductFields} }} }}",
        new { first = PageSize, after = Operation.Id(IdKind.Product) })
    {
        Choose = (_, random, numbers) => numbers[0] = random.NextInt64(data.Products - PageSize),
        Expected = """{"data":{"products":[{"id":""",
        Rows = PageSize,
    };

    public Operation Product { get; } = new(
        $"query ($id: ID!) {{ product(id: $id) {{ {ProductFields} }} }}", new { id = Operation.Id(IdKind.Product) })
    {
        Choose = (_, random, numbers) => numbers[0] = random.NextInt64(data.Products),
        Expected = $$$"""{"data":{"product":{"id":"{{{ShopIds.Prefix(IdKind.Product)}}}""",
    };

    public Operation Order { get; } = new(
        """
        query ($id: ID!) { order(id: $id) {
          id status quantity price_total created_at
          order_products { quantity price product { id name price stock } } } }
        """,
        new { id = Operation.Id(IdKind.Order) })
    {
        Role = Role.Customer,
        Choose = (connection, random, numbers) =>
            numbers[0] = data.OrderOf(connection % ShopData.Customers, random),
        Expected = $$$"""{"data":{"order":{"id":"{{{ShopIds.Prefix(IdKind.Order)}}}""",
        ExpectedInside = "\"product\":{\"id\":"u8.ToArray(),
    };

    public Operation Orders { get; } = new(
        "query ($first: Int) { orders(first: $first) { id status quantity price_total created_at } }",
        new { first = PageSize })
    {
        Role = Role.Customer,
        Expected = """{"data":{"orders":[{"id":""",
        Rows = PageSize,
    };

    public Operation Login { get; } = new(
        "mutation ($input: Login!) { login(input: $input) { token } }",
        new
        {
            input = new
            {
                email = $"{Operation.Id(IdKind.User)}@shop.example",
                password = ShopCluster.AdminPassword,
            },
        })
    {
        Choose = (_, random, numbers) => numbers[0] = random.NextInt64(ShopData.Users),
        Expected = """{"data":{"login":{"token":"ey""",
    };

    public Operation CreateProduct { get; } = new(
        "mutation ($input: CreateProduct!) { createProduct(input: $input) { id } }",
        new { input = new { name = "Mug", description = "Holds tea", price = 250, stock = 1_000 } })
    {
        Role = Role.Administrator,
        Expected = """{"data":{"createProduct":{"id":""",
    };

    /// <summary>An order of products that differ, each as likely as any other.</summary>
    public Operation PlaceOrder(int lines)
    {
        var part = data.Products / lines;

        return PlaceOrder(lines, (_, random, numbers) =>
        {
            for (var line = 0; line < lines; line++)
            {
                numbers[line] = (line * part) + random.NextInt64(part);
            }
        });
    }

    /// <summary>An order of the one product that all want.</summary>
    public Operation PlaceHotOrder { get; } = PlaceOrder(1, static (_, _, numbers) => numbers[0] = 0);

    private static Operation PlaceOrder(int lines, ChooseNumbers choose) => new(
        "mutation ($input: PlaceOrder!) { placeOrder(input: $input) { id status price_total } }",
        new
        {
            input = new
            {
                order_products = Enumerable.Range(0, lines).Select(_ => new
                {
                    product_id = Operation.Id(IdKind.Product),
                    quantity = 1,
                }),
            },
        })
    {
        Role = Role.Customer,
        Choose = choose,
        Expected = """{"data":{"placeOrder":{"id":""" + "\"",
        ExpectedInside = "\"status\":\"CONFIRMED\""u8.ToArray(),
        Creates = true,
    };
}
