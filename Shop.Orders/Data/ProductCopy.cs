using Shop.Contracts.Events;
using Shop.Contracts.Products.V1;
using Shop.Copies;

namespace Shop.Orders.Data;

/// <summary>
/// What orders knows of a product. The products service decides; of two copies the higher version is the newer.
/// </summary>
internal sealed record ProductCopy(Guid Id, string Name, int Price, int Stock, bool Deleted, long Version)
    : ICopy
{
    public const int MaxNameLength = 200;

    public static ProductCopy From(ProductCreated created) =>
        new(created.ProductId, created.Name, created.Price, created.Stock, Deleted: false, created.Version);

    public static ProductCopy From(ProductState state) =>
        new(state.ProductId, state.Name, state.Price, state.Stock, state.Deleted, state.Version);

    public static ProductCopy From(Product product) =>
        new(Guid.Parse(product.Id), product.Name, product.Price, product.Stock, Deleted: false, product.Version);

    public static ProductCopy From(ExportedProduct product) =>
        new(Guid.Parse(product.Id), product.Name, product.Price, product.Stock, product.Deleted, product.Version);

    public bool Covers(int quantity) => Stock >= quantity;
}
