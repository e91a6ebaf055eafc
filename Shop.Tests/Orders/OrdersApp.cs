using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Orders;

/// <summary>A replica of the orders service in this process.</summary>
internal sealed class OrdersApp(
    string database,
    string broker,
    TestTokens tokens,
    ProductsService.ProductsServiceClient products,
    TimeSpan outcomeTimeout)
    : WebApplicationFactory<OrdersDbContext>
{
    public OrdersService.OrdersServiceClient Client =>
        new(GrpcChannel.ForAddress(Server.BaseAddress, new GrpcChannelOptions { HttpHandler = Server.CreateHandler() }));

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder
            .UseEnvironment("Testing")
            .UseSetting("ConnectionStrings:orders-db", database)
            .UseSetting("ConnectionStrings:messaging", broker)
            .UseSetting("Messaging:RedeliveryDelay", "00:00:00.050")
            .UseSetting("Orders:OutcomeTimeout", outcomeTimeout.ToString())
            .ConfigureTestServices(services => services
                .AddSingleton<IAccessTokenKeySource>(tokens)
                .AddSingleton(products));
}
