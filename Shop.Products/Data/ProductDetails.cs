using Shop.ServiceDefaults.Errors;

namespace Shop.Products.Data;

/// <summary>What an administrator says of a new product, as it may be.</summary>
internal sealed class ProductDetails
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 4000;

    private ProductDetails()
    {
    }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int Price { get; init; }

    public required int Stock { get; init; }

    /// <exception cref="BadInputException">One of them is too long, is negative or has no text.</exception>
    public static ProductDetails Parse(string name, string description, int price, int stock) =>
        new()
        {
            Name = Input.Text(name, MaxNameLength, "name"),
            Description = Input.Text(description, MaxDescriptionLength, "description", multiline: true),
            Price = Input.Within(price, 0, int.MaxValue, "price"),
            Stock = Input.Within(stock, 0, int.MaxValue, "stock"),
        };
}
