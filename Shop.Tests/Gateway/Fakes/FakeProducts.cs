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
            Version = 1,
        };
        Known.Add(product);

        return product;
    }

    public override Task<GetProductsResponse> GetProducts(GetProductsRequest request, ServerCallContext context)
    {
        var rest = request.HasAfter
            ? Known.SkipWhile(product => product.Id != request.After).Skip(1)
            : Known;

        return Calls.Answer(
            request, context, new GetProductsResponse { Products = { rest.Take(request.First).Select(Copy) } });
    }

    public override Task<BatchGetProductsResponse> BatchGetProducts(
        BatchGetProductsRequest request, ServerCallContext context)
    {
        var found = Known.Where(product => request.Ids.Contains(product.Id));

        return Calls.Answer(request, context, new BatchGetProductsResponse { Products = { found.Select(Copy) } });
    }

    public override Task<AddProductResponse> AddProduct(AddProductRequest request, ServerCallContext context) =>
        Calls.Answer(
            request, context, new AddProductResponse { Product = Add(request.Name, request.Price, request.Stock) });

    public override Task<UpdateInventoryResponse> UpdateInventory(
        UpdateInventoryRequest request, ServerCallContext context)
    {
        var product = Known.Find(product => product.Id == request.Id) ?? new Product();
        product.Stock += request.Number;
        product.Version++;
        if (request.Operation == InventoryOperation.Delete)
        {
            Known.Remove(product);
        }

        return Calls.Answer(
            request, context, new UpdateInventoryResponse { Stock = product.Stock, Version = product.Version });
    }

    // What was answered stays as it was.
    private static Product Copy(Product product) => product.Clone();
}
