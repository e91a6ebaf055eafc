using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.References;

namespace Shop.Bench.Shop.Scenarios;

/// <summary>All that is measured of the shop.</summary>
internal sealed class ScenarioCatalogue(Operations operations)
{
    /// <summary>
    /// A day of the shop in thousandths: nine reads of ten requests, and one login for five hundred, since a token
    /// lasts for an hour.
    /// </summary>
    public Workload MixedDay => new(
        (Operations.Products(20), 300),
        (operations.Product, 350),
        (operations.Order, 150),
        (operations.Orders, 100),
        (operations.PlaceOrder(1), 60),
        (operations.PlaceOrder(3), 33),
        (operations.CreateProduct, 5),
        (operations.Login, 2));

    public IReadOnlyList<Scenario> All =>
    [
        new("products(20)", Operations.Products(20))
        {
            References = [ReferenceNames.Bare("products(20)"), ReferenceNames.Select(20)],
        },
        new("products(20 after)", operations.ProductsAfter) { References = [ReferenceNames.Select(20)] },
        new("products(100)", Operations.Products(100))
        {
            References = [ReferenceNames.Bare("products(100)"), ReferenceNames.Select(100)],
        },
        new("product(id)", operations.Product)
        {
            References = [ReferenceNames.Bare("product(id)"), ReferenceNames.Select(1)],
        },
        new("order(id)", operations.Order),
        new("orders(20)", operations.Orders),
        new("login", operations.Login)
        {
            References = [ReferenceNames.PasswordHash],
            MostConnections = MostLogins,
        },
        new("products(20) beside login", Operations.Products(20))
        {
            Beside = (operations.Login, Environment.ProcessorCount * 2),
        },
        new("createProduct", operations.CreateProduct),
        new("placeOrder(1 line)", operations.PlaceOrder(1))
        {
            PlacesOrders = true,
            References = [ReferenceNames.Order(lines: 1)],
        },
        new("placeOrder(3 lines)", operations.PlaceOrder(3))
        {
            PlacesOrders = true,
            References = [ReferenceNames.Order(lines: 3)],
        },
        new("placeOrder(hot)", operations.PlaceHotOrder)
        {
            PlacesOrders = true,
            References = [ReferenceNames.HotOrder],
        },
        new("mixed day", MixedDay) { PlacesOrders = true },
    ];

    // Hashed at once and waiting, see PasswordOptions of Shop.Users.
    private static int MostLogins => 17 * Environment.ProcessorCount;
}
