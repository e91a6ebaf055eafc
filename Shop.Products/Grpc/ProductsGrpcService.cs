using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Shop.Contracts.Products.V1;
using Shop.Products.Features;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Products.Grpc;

[Authorize(AuthorizationPolicies.Administrator)]
internal sealed class ProductsGrpcService(
    AddProductHandler addProduct,
    UpdateInventoryHandler updateInventory,
    GetProductHandler getProduct,
    GetProductsHandler getProducts,
    BatchGetProductsHandler batchGetProducts,
    ExportProductsHandler exportProducts)
    : ProductsService.ProductsServiceBase
{
    [AllowAnonymous]
    public override async Task<GetProductResponse> GetProduct(GetProductRequest request, ServerCallContext context)
    {
        var product = await getProduct.HandleAsync(Input.Id(request.Id, "id"), context.CancellationToken);

        return new() { Product = product.ToContract() };
    }

    [AllowAnonymous]
    public override async Task<GetProductsResponse> GetProducts(GetProductsRequest request, ServerCallContext context)
    {
        var products = await getProducts.HandleAsync(request.ToQuery(), context.CancellationToken);

        return new() { Products = { products.Select(product => product.ToContract()) } };
    }

    [AllowAnonymous]
    public override async Task<BatchGetProductsResponse> BatchGetProducts(
        BatchGetProductsRequest request, ServerCallContext context)
    {
        var products = await batchGetProducts.HandleAsync(Input.Ids(request.Ids), context.CancellationToken);

        return new() { Products = { products.Select(product => product.ToContract()) } };
    }

    public override async Task<AddProductResponse> AddProduct(AddProductRequest request, ServerCallContext context)
    {
        var command = request.ToCommand(context.GetCaller().UserId);
        var product = await addProduct.HandleAsync(command, context.CancellationToken);

        return new() { Product = product.ToContract() };
    }

    public override async Task<UpdateInventoryResponse> UpdateInventory(
        UpdateInventoryRequest request, ServerCallContext context)
    {
        var command = request.ToCommand(context.GetCaller().UserId);
        var state = await updateInventory.HandleAsync(command, context.CancellationToken);

        return new() { Stock = state.Stock, Version = state.Version };
    }

    public override async Task ExportProducts(
        ExportProductsRequest request,
        IServerStreamWriter<ExportProductsResponse> responseStream,
        ServerCallContext context)
    {
        var query = new ExportProducts(Input.Ids(request.Ids));
        await foreach (var page in exportProducts.HandleAsync(query, context.CancellationToken))
        {
            var response = new ExportProductsResponse { Products = { page.Select(product => product.ToExported()) } };
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }
}
