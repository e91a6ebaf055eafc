using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;
using Shop.Orders.Data;
using Shop.Products.Data;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Commands;
using Shop.Tests.Infrastructure;
using Shop.Users.Data;
using Shop.Users.Grpc;

namespace Shop.Tests.Copies;

/// <summary>
/// Users, products and orders, each on a database of its own, which call each other in the test's process. No broker
/// carries events between them.
/// </summary>
public sealed class CopiesFixture : IAsyncLifetime
{
    private readonly TokenForge _tokens = new();
    private readonly List<IAsyncDisposable> _hosts = [];
    private ServiceFactory<UsersGrpcService> _users = null!;
    private ServiceFactory<ProductsDbContext> _products = null!;

    internal string OrdersDatabase { get; private set; } = "";

    internal ProductsService.ProductsServiceClient Products => new(_products.Calls);

    internal UsersService.UsersServiceClient Users => new(_users.Calls);

    internal string Administrator => _tokens.Administrator(Guid.CreateVersion7());

    internal string Customer => _tokens.Customer(Guid.CreateVersion7());

    public async ValueTask InitializeAsync()
    {
        var postgres = await PostgresServer.SharedAsync();
        OrdersDatabase = await postgres.CreateDatabaseAsync();
        _users = Start<UsersGrpcService>(("users-db", await postgres.CreateDatabaseAsync()), token: null);
        _products = Start<ProductsDbContext>(("products-db", await postgres.CreateDatabaseAsync()), Administrator);

        await InAsync<UsersDbContext>(_users.Services, db => db.Database.MigrateAsync());
        await InAsync<ProductsDbContext>(_products.Services, db => db.Database.MigrateAsync());
        await InOrdersAsync(db => db.Database.MigrateAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    internal Task InUsersAsync(FormattableString sql) =>
        InAsync<UsersDbContext>(_users.Services, db => db.Database.ExecuteSqlAsync(sql));

    internal Task InProductsAsync(FormattableString sql) =>
        InAsync<ProductsDbContext>(_products.Services, db => db.Database.ExecuteSqlAsync(sql));

    internal async Task InOrdersAsync(Func<OrdersDbContext, Task> work)
    {
        await using var db = new OrdersDbContext(
            new DbContextOptionsBuilder<OrdersDbContext>().UseNpgsql(OrdersDatabase).Options);
        await work(db);
    }

    /// <summary>Runs a command of the products service with an administrator's token.</summary>
    internal Task<int> RunInProductsAsync(string command) => RunAsync(_products.Services, command);

    /// <summary>Runs a command of the orders service.</summary>
    internal Task<int> RunInOrdersAsync(string command, string? token) =>
        RunAsync(Start<OrdersDbContext>(("orders-db", OrdersDatabase), token).Services, command);

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
                services.AddHttpClient(nameof(UsersService.UsersServiceClient))
                    .ConfigurePrimaryHttpMessageHandler(() => _users.Server.CreateHandler());
                services.AddHttpClient(nameof(ProductsService.ProductsServiceClient))
                    .ConfigurePrimaryHttpMessageHandler(() => _products.Server.CreateHandler());
            });
        _hosts.Add(host);
        return host;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredKeyedService<IServiceCommand>(name)
            .RunAsync([], CancellationToken.None);
    }

    private static async Task InAsync<TContext>(IServiceProvider services, Func<TContext, Task> work)
        where TContext : DbContext
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TContext>());
    }
}
