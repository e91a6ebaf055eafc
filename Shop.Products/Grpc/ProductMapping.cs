using Google.Protobuf.WellKnownTypes;
using Shop.Contracts.Products.V1;
using Shop.Products.Data;
using Shop.Products.Features;
using Shop.ServiceDefaults.Errors;
using Contract = Shop.Contracts.Products.V1.Product;
using Product = Shop.Products.Data.Product;

namespace Shop.Products.Grpc;

internal static class ProductMapping
{
    public static Contract ToContract(this Product product) => new()
    {
        Id = product.Id.ToString(),
        Name = product.Name,
        Description = product.Description,
        Price = product.Price,
        Stock = product.Stock,
        Version = product.Version,
        CreatedAt = product.CreatedAt.ToTimestamp(),
    };

    public static ExportedProduct ToExported(this Product product)
    {
        var state = product.ToState();

        return new()
        {
            Id = state.ProductId.ToString(),
            Name = state.Name,
            Price = state.Price,
            Stock = state.Stock,
            Deleted = state.Deleted,
            Version = state.Version,
        };
    }

    public static AddProduct ToCommand(this AddProductRequest request, Guid userId) =>
        new(request.Name, request.Description, request.Price, request.Stock, userId);

    public static UpdateInventory ToCommand(this UpdateInventoryRequest request, Guid userId) =>
        new(Input.Id(request.Id, "id"), request.Operation.ToChange(), request.Number, userId);

    public static GetProducts ToQuery(this GetProductsRequest request) => new(
        Input.PageSize(request.HasFirst ? request.First : null),
        Input.OptionalId(request.HasAfter ? request.After : null, "after"));

    private static MovementReason ToChange(this InventoryOperation operation) => operation switch
    {
        InventoryOperation.Add => MovementReason.Added,
        InventoryOperation.Subtract => MovementReason.Subtracted,
        InventoryOperation.Delete => MovementReason.Deleted,
        _ => throw new BadInputException("operation", $"{(int)operation} is not 1 (ADD), 2 (SUBTRACT) or 3 (DELETE)."),
    };
}
