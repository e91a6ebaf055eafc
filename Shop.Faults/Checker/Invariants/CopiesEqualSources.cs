namespace Shop.Faults.Checker.Invariants;

/// <summary>Products and users are the same wherever they are kept, row by row.</summary>
internal sealed class CopiesEqualSources : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop) =>
    [
        .. Differences("products in orders", shop.Products.Values, shop.ProductCopies.Values),
        .. Differences("users in products", shop.Users, shop.UsersInProducts),
        .. Differences("users in orders", shop.Users, shop.UsersInOrders),
    ];

    private static IEnumerable<string> Differences<T>(string what, IEnumerable<T> source, IEnumerable<T> copy) =>
    [
        .. source.Except(copy).Select(row => $"{what}: {row} is missing"),
        .. copy.Except(source).Select(row => $"{what}: {row} is not so at the source"),
    ];
}
