using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Products.V1;
using Shop.Products.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.Tests.Infrastructure;
using Product = Shop.Contracts.Products.V1.Product;

namespace Shop.Tests.Products;

/// <summary>The products service on a database and a broker of its own.</summary>
public sealed class ProductsServiceFixture : IAsyncLifetime, IDisposable
{
    private readonly TokenForge _tokens = new();
    private readonly ProductsFixture _products = new();
    private ServiceFactory<ProductsDbContext>? _service;

    internal string Database => _products.Database;

    internal string Broker { get; private set; } = "";

    internal ProductsService.ProductsServiceClient Client { get; private set; } = null!;

    internal CallOptions Administrator => TokenForge.Authorization(_tokens.Administrator(Guid.CreateVersion7()));

    internal CallOptions Customer => TokenForge.Authorization(_tokens.Customer(Guid.CreateVersion7()));

    public async ValueTask InitializeAsync()
    {
        await _products.InitializeAsync();
        Broker = await (await RabbitMQServer.SharedAsync()).CreateVirtualHostAsync();
        _service = new ServiceFactory<ProductsDbContext>(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:products-db"] = _products.Database,
                ["ConnectionStrings:messaging"] = Broker,
            },
            services => services.AddSingleton<IAccessTokenKeySource>(_tokens));
        Client = new ProductsService.ProductsServiceClient(_service.Calls);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => _service?.Dispose();

    internal ProductsDbContext Open() => _products.Open();

    internal Task WarmUpAsync() => _service!.WarmUpAsync();

    internal async Task<Product> AddProductAsync(int stock)
    {
        var request = new AddProductRequest { Name = "mug", Description = "A mug.", Price = 250, Stock = stock };

        return (await Client.AddProductAsync(request, Administrator)).Product;
    }
}
