using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Contracts.Orders.V1;
using Shop.ServiceDefaults.Grpc;
using Shop.ServiceDefaults.Http;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.ServiceDefaults;

/// <summary>A service whose connections and streams break under its callers.</summary>
public sealed class BrokenConnectionTests : IAsyncLifetime
{
    private readonly BreakingOrders _orders = new();
    private WebApplication _service = null!;
    private IHost _caller = null!;

    private OrdersService.OrdersServiceClient Client =>
        _caller.Services.GetRequiredService<OrdersService.OrdersServiceClient>();

    public async ValueTask InitializeAsync()
    {
        var builder = InProcess.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, static endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(_orders);
        _service = builder.Build();
        _service.MapGrpcService<BreakingOrders>();
        await _service.StartAsync(TestContext.Current.CancellationToken);

        var caller = Host.CreateApplicationBuilder();
        caller.Configuration.AddInMemoryCollection([new("services:orders:grpc:0", _service.Urls.First())]);
        caller.AddHttpClientDefaults();
        caller.AddServiceClient<OrdersService.OrdersServiceClient>(ResourceNames.Orders);
        _caller = caller.Build();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_may_be_done_twice_is_asked_for_once_more(bool connection)
    {
        _orders.Break(times: 1, connection);

        await Client.GetOrderAsync(new GetOrderRequest(), cancellationToken: TestContext.Current.CancellationToken);
        _orders.Break(times: 1, connection);
        await Client.PlaceOrderAsync(
            new PlaceOrderRequest { IdempotencyKey = "a" },
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, _orders.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_may_have_been_done_is_not_done_again_and_no_fault_of_the_service(bool connection)
    {
        _orders.Break(times: 1, connection);

        var failure = await Assert.ThrowsAsync<RpcException>(() => Client.PlaceOrderAsync(
            new PlaceOrderRequest(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(1, _orders.Calls);
    }

    [Fact]
    public async Task A_call_is_repeated_once_only()
    {
        _orders.Break(times: 10, connection: true);

        var failure = await Assert.ThrowsAsync<RpcException>(() => Client.GetOrderAsync(
            new GetOrderRequest(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(2, _orders.Calls);
    }

    private sealed class BreakingOrders : OrdersService.OrdersServiceBase
    {
        private int _breaks;
        private bool _connection;
        private int _calls;

        public int Calls => _calls;

        public void Break(int times, bool connection) => (_breaks, _connection) = (times, connection);

        public override Task<GetOrderResponse> GetOrder(GetOrderRequest request, ServerCallContext context) =>
            AnswerAsync(context, new GetOrderResponse());

        public override Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context) =>
            AnswerAsync(context, new PlaceOrderResponse());

        private async Task<T> AnswerAsync<T>(ServerCallContext context, T response)
        {
            Interlocked.Increment(ref _calls);
            if (Interlocked.Decrement(ref _breaks) >= 0)
            {
                var http = context.GetHttpContext();
                if (_connection)
                {
                    http.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                }
                else
                {
                    http.Abort();
                }

                await Task.Delay(Timeout.Infinite, context.CancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return response;
        }
    }
}
