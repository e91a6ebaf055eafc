using Grpc.Core;
using Shop.Contracts.Products.V1;

namespace Shop.Tests.Gateway.Fakes;

/// <summary>A products service that knows the products it was given, and remembers what it was asked.</summary>
internal sealed class FakeProducts : ProductsService.ProductsServiceBase
{
    public FakeCalls Calls { get; } = new();

    public List<Product> Known { get; } = [];

    public Product Add(string name, int price = 250, int stock = 7)
    {
        var product = new Product
        {
            Id = Guid.CreateVersion7().ToString(),
            Name = name,
            Description = $"A {name}.",
            Price = price,
            Stock = stock,
        };
        Known.Add(product);

        return product;
    }

    public override Task<GetProductsResponse> GetProducts(GetProductsRequest request, ServerCallContext context) =>
        Calls.Answer(request, context, new GetProductsResponse { Products = { Known } });

    public override Task<BatchGetProductsResponse> BatchGetProducts(
        BatchGetProductsRequest request, ServerCallContext context) =>
        Calls.Answer(
            request,
            context,
            new BatchGetProductsResponse { Products = { Known.Where(product => request.Ids.Contains(product.Id)) } });

    public override Task<AddProductResponse> AddProduct(AddProductRequest request, ServerCallContext context) =>
        Calls.Answer(
            request, context, new AddProductResponse { Product = Add(request.Name, request.Price, request.Stock) });

    public override Task<UpdateInventoryResponse> UpdateInventory(
        UpdateInventoryRequest request, ServerCallContext context) =>
        Calls.Answer(request, context, new UpdateInventoryResponse { Stock = 1, Version = 2 });
}
