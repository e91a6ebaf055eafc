namespace Shop.Bench.GraphQL.Data;

/// <summary>What every contender serves: 20 products, and 20 orders of 50 lines with a product each.</summary>
internal static class Store
{
    public static Product[] Products { get; } =
    [
        .. Enumerable.Range(1, 20).Select(number => new Product(
            $"019b0000-0000-7000-8000-0000000000{number:00}",
            $"Product {number}",
            $"The product number {number} of the catalogue",
            number * 100,
            number)),
    ];

    public static Order[] Orders { get; } =
    [
        .. Enumerable.Range(1, 20).Select(number => new Order(
            $"019b0000-0000-7000-9000-0000000000{number:00}",
            [.. Enumerable.Range(0, 50).Select(line => new Line(line + 1, ProductAt(number + line)))])),
    ];

    private static Product ProductAt(int index) => Products[index % Products.Length];
}

public sealed record Product(string Id, string Name, string Description, int Price, int Stock);

public sealed record Order(string Id, Line[] Lines);

public sealed record Line(int Quantity, Product Product);
