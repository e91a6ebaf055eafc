using Grpc.Core;
using Grpc.Net.Client;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;
using Shop.Contracts.Products.V1;
using Shop.ServiceDefaults.Http;

namespace Shop.Tests.ServiceDefaults;

public sealed class UnavailableHandlerTests
{
    public static TheoryData<Type> Rejections =>
        new(typeof(TimeoutRejectedException), typeof(BrokenCircuitException), typeof(RateLimiterRejectedException));

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task A_request_that_is_given_up_is_unavailable(Type rejection)
    {
        using var handler = new UnavailableHandler { InnerHandler = new Rejecting(rejection) };
        using var channel = GrpcChannel.ForAddress("http://products", new GrpcChannelOptions { HttpHandler = handler });
        var client = new ProductsService.ProductsServiceClient(channel);

        var exception = await Assert.ThrowsAsync<RpcException>(() => client.GetProductsAsync(
            new GetProductsRequest(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Equal(StatusCode.Unavailable, exception.StatusCode);
    }

    private sealed class Rejecting(Type rejection) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw (ExecutionRejectedException)Activator.CreateInstance(rejection)!;
    }
}
