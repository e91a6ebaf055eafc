using Shop.Contracts.Products.V1;
using Shop.ServiceDefaults.Errors;
using Contract = Shop.Contracts.Products.V1.Product;

namespace Shop.Gateway.Products;

internal static class ProductMapping
{
    public static Product ToProduct(this Contract product) =>
        new(product.Id, product.Name, product.Description, product.Price, product.Stock);

    public static GetProductsRequest ToPageRequest(int first, Guid? after)
    {
        var request = new GetProductsRequest { First = first };
        if (after is not null)
        {
            request.After = after.Value.ToString();
        }

        return request;
    }

    public static AddProductRequest ToRequest(this CreateProduct input) => new()
    {
        Name = input.Name,
        Description = input.Description,
        Price = input.Price,
        Stock = input.Stock,
    };

    /// <summary>The codes of the operations are the same on both sides; the service refuses the others.</summary>
    public static UpdateInventoryRequest ToRequest(this UpdateInventory input) => new()
    {
        Id = Input.Id(input.Id, "id").ToString(),
        Operation = (InventoryOperation)input.Type,
        Number = input.Number,
    };
}
