using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Products.V1;
using Shop.Products.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Products;

/// <summary>The products service in this process.</summary>
internal sealed class ProductsApp(string database, string broker, TestTokens tokens)
    : WebApplicationFactory<ProductsDbContext>
{
    public ProductsService.ProductsServiceClient Client =>
        new(GrpcChannel.ForAddress(Server.BaseAddress, new GrpcChannelOptions { HttpHandler = Server.CreateHandler() }));

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder
            .UseEnvironment("Testing")
            .UseSetting("ConnectionStrings:products-db", database)
            .UseSetting("ConnectionStrings:messaging", broker)
            .ConfigureTestServices(services => services.AddSingleton<IAccessTokenKeySource>(tokens));
}
