namespace Shop.Faults.Checker.Invariants;

/// <summary>No stock is negative, none ever was, and the database itself sees to it.</summary>
internal sealed class StockIsNeverNegative : IInvariant
{
    private static readonly string[] Required = ["ck_products_stock", "ck_stock_movements_resulting_stock"];

    public IEnumerable<string> Violations(ShopState shop) =>
    [
        .. Required.Except(shop.Constraints).Select(name => $"the constraint {name} is missing"),
        .. shop.Products.Values
            .Where(product => product.Stock < 0)
            .Select(product => $"product {product.Id} has a stock of {product.Stock}"),
        .. shop.Movements
            .Where(movement => movement.ResultingStock < 0)
            .Select(movement => $"product {movement.ProductId} had a stock of {movement.ResultingStock}"),
        .. shop.Told.NegativeStocks,
    ];
}
