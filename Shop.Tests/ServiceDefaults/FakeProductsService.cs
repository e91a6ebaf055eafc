using Grpc.Core;
using Shop.Contracts.Products.V1;

namespace Shop.Tests.ServiceDefaults;

/// <summary>A gRPC service with a stream, which does what the test says between two pages.</summary>
internal sealed class FakeProductsService(Func<ServerCallContext, Task> betweenPages)
    : ProductsService.ProductsServiceBase
{
    public override async Task ExportProducts(
        ExportProductsRequest request,
        IServerStreamWriter<ExportProductsResponse> responseStream,
        ServerCallContext context)
    {
        await responseStream.WriteAsync(new ExportProductsResponse());
        await betweenPages(context);
        await responseStream.WriteAsync(new ExportProductsResponse());
    }
}
