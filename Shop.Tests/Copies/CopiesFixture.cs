using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Products.V1;
using Shop.Orders.Data;
using Shop.Products.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Commands;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Copies;

/// <summary>
/// Products and orders, each on a database of its own; orders calls products in the test's process. No broker carries
/// events between them.
/// </summary>
public sealed class CopiesFixture : IAsyncLifetime
{
    private readonly TokenForge _tokens = new();
    private readonly List<IAsyncDisposable> _hosts = [];
    private ServiceFactory<ProductsDbContext> _products = null!;

    internal string OrdersDatabase { get; private set; } = "";

    internal ProductsService.ProductsServiceClient Products => new(_products.Calls);

    internal string Administrator => _tokens.Administrator(Guid.CreateVersion7());

    internal string Customer => _tokens.Customer(Guid.CreateVersion7());

    public async ValueTask InitializeAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        OrdersDatabase = await postgres.CreateDatabaseAsync();
        _products = Start<ProductsDbContext>(("products-db", await postgres.CreateDatabaseAsync()), token: null);

        await InProductsAsync(db => db.Database.MigrateAsync());
        await InOrdersAsync(db => db.Database.MigrateAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    internal async Task InProductsAsync(Func<ProductsDbContext, Task> work)
    {
        await using var scope = _products.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ProductsDbContext>());
    }

    internal async Task InOrdersAsync(Func<OrdersDbContext, Task> work)
    {
        await using var db = new OrdersDbContext(
            new DbContextOptionsBuilder<OrdersDbContext>().UseNpgsql(OrdersDatabase).Options);
        await work(db);
    }

    /// <summary>Runs a command of the orders service.</summary>
    internal async Task<int> RunInOrdersAsync(string command, string? token)
    {
        var orders = Start<OrdersDbContext>(("orders-db", OrdersDatabase), token);
        await using var scope = orders.Services.CreateAsyncScope();

        return await scope.ServiceProvider.GetRequiredKeyedService<IServiceCommand>(command)
            .RunAsync([], CancellationToken.None);
    }

    private ServiceFactory<TService> Start<TService>((string Name, string Value) database, string? token)
        where TService : class
    {
        var host = new ServiceFactory<TService>(
            new Dictionary<string, string?>
            {
                [$"ConnectionStrings:{database.Name}"] = database.Value,
                // Nobody listens there.
                ["ConnectionStrings:messaging"] = "amqp://guest:guest@127.0.0.1:1",
                ["ACCESS_TOKEN"] = token,
                ["Copies:RecheckDelay"] = "00:00:00",
            },
            services =>
            {
                services.AddSingleton<IAccessTokenKeySource>(_tokens);
                services.AddHttpClient(nameof(ProductsService.ProductsServiceClient))
                    .ConfigurePrimaryHttpMessageHandler(() => _products.Server.CreateHandler());
            });
        _hosts.Add(host);

        return host;
    }
}
