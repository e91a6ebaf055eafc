namespace Shop.Faults.Checker.Invariants;

/// <summary>Products are the same wherever they are kept, row by row.</summary>
internal sealed class CopiesEqualSources : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop) =>
    [
        .. shop.Products.Values.Except(shop.ProductCopies.Values)
            .Select(row => $"products in orders: {row} is missing"),
        .. shop.ProductCopies.Values.Except(shop.Products.Values)
            .Select(row => $"products in orders: {row} is not so at the source"),
    ];
}
