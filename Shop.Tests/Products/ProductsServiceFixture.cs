using Grpc.Core;
using Shop.Contracts.Products.V1;
using Shop.Tests.Infrastructure;
using Product = Shop.Contracts.Products.V1.Product;

namespace Shop.Tests.Products;

/// <summary>The products service on a database and a broker of its own.</summary>
public sealed class ProductsServiceFixture : IAsyncLifetime, IDisposable
{
    private readonly TestTokens _tokens = new();
    private readonly ProductsFixture _products = new();
    private ProductsApp? _app;

    internal string Broker { get; private set; } = "";

    internal ProductsService.ProductsServiceClient Client { get; private set; } = null!;

    internal Metadata Administrator => As(administrator: true);

    internal Shop.Products.Data.ProductsDbContext Open() => _products.Open();

    public async Task InitializeAsync()
    {
        await _products.InitializeAsync();
        Broker = await (await RabbitMqServer.SharedAsync()).CreateVirtualHostAsync();
        _app = new ProductsApp(_products.Database, Broker, _tokens);
        Client = _app.Client;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _app?.Dispose();

    internal Metadata As(bool administrator) =>
        new() { { "authorization", $"Bearer {_tokens.Issue(Guid.CreateVersion7(), administrator)}" } };

    internal async Task<Product> AddProductAsync(int stock)
    {
        var request = new AddProductRequest { Name = "mug", Description = "A mug.", Price = 250, Stock = stock };
        return (await Client.AddProductAsync(request, Administrator)).Product;
    }
}
