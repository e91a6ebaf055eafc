using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shop.Copies;
using Shop.Messaging;
using Shop.Orders;
using Shop.Orders.Data;
using Shop.Orders.Features;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Orders;

public sealed class OutcomeWaitTests : IClassFixture<PostgresFixture>, IAsyncLifetime, IDisposable
{
    private static readonly ProductCopy Mug = new(Guid.CreateVersion7(), "mug", 250, 7, Deleted: false, 1);

    private readonly PostgresFixture _postgres;
    private readonly Guid _user = Guid.CreateVersion7();
    private readonly OrderOutcomes _outcomes = new();
    private readonly Measurements _measurements = new();
    private readonly OrdersMetrics _metrics;

    public OutcomeWaitTests(PostgresFixture postgres)
    {
        _postgres = postgres;
        _metrics = new OrdersMetrics(_measurements);
    }

    public async ValueTask InitializeAsync()
    {
        await using var db = NewContext();
        await db.Database.MigrateAsync();
        await db.KeepNewerAsync([Mug], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose()
    {
        _metrics.Dispose();
        _measurements.Dispose();
    }

    [Fact]
    public async Task An_outcome_between_the_commit_and_the_wait_is_not_lost()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var order = await PlaceAsync(
            new SettleAfterCommit(SettleSilentlyAsync, Wake), outcomeTimeout: TimeSpan.FromSeconds(30), limit.Token);

        Assert.Equal(OrderStatus.Confirmed, order.Status);
    }

    [Fact]
    public async Task An_outcome_right_after_the_look_at_a_repeated_order_is_not_lost()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var pending = await PlaceAsync([], "key", TimeSpan.Zero, limit.Token);

        var order = await PlaceAsync(
            [new SettleAfterLook(SettleSilentlyAsync, Wake)], "key", TimeSpan.FromSeconds(30), limit.Token);

        Assert.Equal((pending.Id, OrderStatus.Confirmed), (order.Id, order.Status));
    }

    [Fact]
    public async Task An_outcome_whose_notification_is_lost_is_seen_at_the_end_of_the_wait()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var order = await PlaceAsync(
            new SettleAfterCommit(SettleSilentlyAsync, _ => { }), TimeSpan.FromMilliseconds(100), limit.Token);

        Assert.Equal(OrderStatus.Confirmed, order.Status);
    }

    [Fact]
    public async Task A_process_that_settles_an_order_wakes_its_caller_without_the_broker()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var order = await PlaceAsync(
            new SettleAfterCommit(SettlePendingAsync, _ => { }), TimeSpan.FromSeconds(30), limit.Token);

        Assert.Equal(OrderStatus.Confirmed, order.Status);
    }

    [Fact]
    public async Task An_order_is_counted_when_it_is_accepted_and_when_it_is_settled()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var order = await PlaceAsync(
            new SettleAfterCommit(SettlePendingAsync, _ => { }), TimeSpan.FromSeconds(30), limit.Token);

        string[] instruments = ["shop.orders.confirmed", "shop.orders.settle_time", "shop.orders.accepted"];
        Assert.Equal(instruments, _measurements.Recorded.Select(measured => measured.Instrument));
        var settleTime = _measurements.Recorded.ElementAt(1).Value;
        Assert.Equal((order.SettledAt!.Value - order.CreatedAt).TotalSeconds, settleTime, tolerance: 0.00001);
    }

    private Task<Order> PlaceAsync(
        IInterceptor interceptor, TimeSpan outcomeTimeout, CancellationToken cancellationToken) =>
        PlaceAsync([interceptor], key: null, outcomeTimeout, cancellationToken);

    private async Task<Order> PlaceAsync(
        IInterceptor[] interceptors, string? key, TimeSpan outcomeTimeout, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddScoped(_ => NewContext(interceptors))
            .BuildServiceProvider();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        await using var db = NewContext(interceptors);
        var options = Options.Create(new OrdersOptions { OutcomeTimeout = outcomeTimeout });
        var handler = new PlaceOrderHandler(
            new ProductCatalog(db, new ProductCopies(scopes), new FakeProductsClient(), TimeProvider.System),
            new IdempotencyKeys(db),
            new OrderWriter(scopes, _outcomes, options),
            new OutcomeWait(db, _outcomes, options, TimeProvider.System),
            _metrics,
            TimeProvider.System);
        var command = new PlaceOrder(
            _user, OrderLines.Of(new NewOrderLine(Mug.Id, 1)), key, DateTimeOffset.MaxValue);

        return await handler.HandleAsync(command, cancellationToken);
    }

    private void Wake(Guid orderId) => _outcomes.Wake(orderId, progress: null);

    private OrdersDbContext NewContext() => NewContext([]);

    private OrdersDbContext NewContext(params IInterceptor[] interceptors) =>
        new(new DbContextOptionsBuilder<OrdersDbContext>()
            .UseNpgsql(_postgres.ConnectionString)
            .AddInterceptors(interceptors)
            .Options);

    /// <summary>Settles the order that waits; tells which one that was.</summary>
    private async Task<Guid> SettlePendingAsync(CancellationToken cancellationToken)
    {
        var afterCommit = new AfterCommit();
        var id = await SettleAsync(afterCommit, cancellationToken);
        afterCommit.Run();

        return id;
    }

    /// <summary>As if another process did.</summary>
    private Task<Guid> SettleSilentlyAsync(CancellationToken cancellationToken) =>
        SettleAsync(new AfterCommit(), cancellationToken);

    private async Task<Guid> SettleAsync(AfterCommit afterCommit, CancellationToken cancellationToken)
    {
        await using var db = NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = await db.Orders
            .Where(order => order.UserId == _user && order.Status == OrderStatus.Pending)
            .Select(order => order.Id)
            .SingleAsync(cancellationToken);
        await new SettleOrdersHandler(db, afterCommit, _outcomes, _metrics, TimeProvider.System)
            .HandleAsync([new Settlement(id, RejectionReason: null)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return id;
    }

    private sealed class SettleAfterCommit(Func<CancellationToken, Task<Guid>> settleAsync, Action<Guid> settled)
        : DbTransactionInterceptor
    {
        public override async Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default) =>
            settled(await settleAsync(cancellationToken));
    }

    /// <summary>Settles an order when its row has been read by its id, once.</summary>
    private sealed class SettleAfterLook(Func<CancellationToken, Task<Guid>> settleAsync, Action<Guid> settled)
        : DbCommandInterceptor
    {
        private bool _hasSettled;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default)
        {
            if (!_hasSettled
                && command.CommandText.Contains("FROM orders", StringComparison.Ordinal)
                && !command.CommandText.Contains("idempotency_key =", StringComparison.Ordinal))
            {
                _hasSettled = true;
                settled(await settleAsync(cancellationToken));
            }

            return result;
        }
    }
}
