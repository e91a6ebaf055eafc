using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders;
using Shop.Orders.Data;
using Shop.Orders.Features;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Commands;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Orders;

/// <summary>
/// The orders service on a database and a broker of its own. Products are played by <see cref="Products"/> and by
/// <see cref="SettleAsync"/>, which does what the first replica does with an outcome.
/// </summary>
public class OrdersFixture : IAsyncLifetime
{
    private readonly List<ServiceFactory<OrdersDbContext>> _apps = [];
    private readonly TokenForge _tokens = new();
    private readonly string? _broker;

    public OrdersFixture()
    {
    }

    private protected OrdersFixture(string broker) => _broker = broker;

    internal FakeProductsClient Products { get; } = new();

    internal string Database { get; private set; } = "";

    internal string Broker { get; private set; } = "";

    internal OrdersService.OrdersServiceClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        Broker = _broker ?? await (await RabbitMQServer.SharedAsync()).CreateVirtualHostAsync();
        await using (var db = NewContext())
        {
            await db.Database.MigrateAsync();
        }

        Client = Start(outcomeTimeout: TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Starts a replica.</summary>
    internal OrdersService.OrdersServiceClient Start(
        TimeSpan outcomeTimeout, string? broker = null, TimeProvider? time = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:orders-db"] = Database,
            ["ConnectionStrings:messaging"] = broker ?? Broker,
            ["Messaging:RedeliveryDelay"] = "00:00:00.050",
            ["Orders:OutcomeTimeout"] = outcomeTimeout.ToString(),
        };
        var app = new ServiceFactory<OrdersDbContext>(
            settings,
            services => services
                .AddSingleton<IAccessTokenKeySource>(_tokens)
                .AddSingleton(time ?? TimeProvider.System)
                .AddSingleton<ProductsService.ProductsServiceClient>(Products));
        _apps.Add(app);

        return new OrdersService.OrdersServiceClient(app.Calls);
    }

    /// <summary>Runs a command of the service.</summary>
    internal async Task<int> RunAsync(string command, params string[] arguments)
    {
        await using var scope = _apps[0].Services.CreateAsyncScope();

        return await scope.ServiceProvider.GetRequiredKeyedService<IServiceCommand>(command)
            .RunAsync(arguments, CancellationToken.None);
    }

    internal Task WarmUpAsync() => _apps[0].WarmUpAsync();

    internal OrdersDbContext NewContext() =>
        new(new DbContextOptionsBuilder<OrdersDbContext>().UseNpgsql(Database).Options);

    internal CallOptions As(Guid userId, bool administrator = false) =>
        TokenForge.Authorization(administrator ? _tokens.Administrator(userId) : _tokens.Customer(userId));

    internal static ProductCopy NewProduct(int stock = 10, int price = 250, long version = 1) =>
        new(Guid.CreateVersion7(), "mug", price, stock, Deleted: false, version);

    internal async Task<ProductCopy> CopyAsync(ProductCopy product)
    {
        await using var db = NewContext();
        await db.KeepNewerAsync([product], CancellationToken.None);

        return product;
    }

    internal async Task<Shop.Orders.Data.Order> PendingOrderOfAsync(Guid userId)
    {
        Shop.Orders.Data.Order? order = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await using var db = NewContext();
                order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(
                    candidate => candidate.UserId == userId
                        && candidate.Status == Shop.Orders.Data.OrderStatus.Pending);

                return order is not null;
            },
            $"a pending order of {userId}");

        return order!;
    }

    internal async Task<int> CountOrdersOfAsync(Guid userId)
    {
        await using var db = NewContext();

        return await db.Orders.CountAsync(order => order.UserId == userId);
    }

    internal async Task SettleAsync(Guid orderId, string? rejectionReason = null)
    {
        await using var scope = _apps[0].Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        using var measurements = new Measurements();
        using var metrics = new OrdersMetrics(measurements);
        await new SettleOrdersHandler(db, new AfterCommit(), new OrderOutcomes(), metrics, TimeProvider.System)
            .HandleAsync([new Settlement(orderId, rejectionReason)], CancellationToken.None);
        await transaction.CommitAsync();
    }

    internal async Task<PlaceOrderResponse> PlaceAndSettleAsync(
        Guid userId,
        PlaceOrderRequest request,
        string? rejectionReason = null)
    {
        var call = Client.PlaceOrderAsync(request, As(userId));
        await SettleAsync((await PendingOrderOfAsync(userId)).Id, rejectionReason);

        return await call;
    }

    internal static PlaceOrderRequest RequestFor(Guid productId, int quantity = 1, string? key = null)
    {
        var request = new PlaceOrderRequest
        {
            Lines = { new PlaceOrderLine { ProductId = productId.ToString(), Quantity = quantity } },
        };
        if (key is not null)
        {
            request.IdempotencyKey = key;
        }

        return request;
    }
}
