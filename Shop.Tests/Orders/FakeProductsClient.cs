using System.Collections.Concurrent;
using Grpc.Core;
using Shop.Contracts.Products.V1;
using Shop.Orders.Data;

namespace Shop.Tests.Orders;

/// <summary>
/// The products service as a test wants it: products that it knows, and products for which it is down.
/// </summary>
internal sealed class FakeProductsClient : ProductsService.ProductsServiceClient
{
    private readonly ConcurrentDictionary<string, Product> _products = [];
    private readonly ConcurrentDictionary<string, int> _questions = [];
    private readonly ConcurrentDictionary<string, StatusCode> _outages = [];

    public void Add(ProductCopy product) =>
        _products[product.Id.ToString()] = new Product
        {
            Id = product.Id.ToString(),
            Name = product.Name,
            Price = product.Price,
            Stock = product.Stock,
            Version = product.Version,
        };

    public void FailFor(Guid productId, StatusCode status) => _outages[productId.ToString()] = status;

    public int QuestionsFor(Guid productId) => _questions.GetValueOrDefault(productId.ToString());

    public override AsyncUnaryCall<BatchGetProductsResponse> BatchGetProductsAsync(
        BatchGetProductsRequest request,
        CallOptions options)
    {
        foreach (var id in request.Ids)
        {
            _questions.AddOrUpdate(id, 1, (_, count) => count + 1);
        }

        var response = new BatchGetProductsResponse();
        response.Products.AddRange(request.Ids.Where(_products.ContainsKey).Select(id => _products[id]));
        var outages = request.Ids.Where(_outages.ContainsKey).Select(id => _outages[id]).ToArray();

        return new AsyncUnaryCall<BatchGetProductsResponse>(
            outages.Length == 0
                ? Task.FromResult(response)
                : Task.FromException<BatchGetProductsResponse>(new RpcException(new Status(outages[0], "down"))),
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => { });
    }
}
