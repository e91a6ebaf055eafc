using System.Diagnostics;
using Microsoft.Extensions.Options;
using Shop.Orders.Data;
using Shop.ServiceDefaults;

namespace Shop.Orders.Features;

/// <summary>
/// Writes new orders. Those of callers who come while others are written share a transaction, and so do all the events
/// and transactions that settle them. Where many orders are under way, more callers are about to come: those whose
/// orders settle. A new order then waits a little for theirs, as <c>commit_delay</c> and <c>commit_siblings</c> do in
/// PostgreSQL.
/// </summary>
internal sealed class OrderWriter
{
    private const int MaxGroup = 100;
    private const int MinUnderWay = 5;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly IServiceScopeFactory _scopes;
    private readonly RequestGroups<(Order Order, Activity? Cause), bool> _groups;

    public OrderWriter(IServiceScopeFactory scopes, OrderOutcomes outcomes, IOptions<OrdersOptions> options)
    {
        _scopes = scopes;
        _groups = new(WriteAsync, MaxGroup, Timeout)
        {
            AwaitsCompany = waiting => outcomes.Count - waiting >= Math.Max(MinUnderWay, waiting + 1),
            MaxDelay = options.Value.GroupDelay,
        };
    }

    /// <summary>
    /// Writes an order with its ORDER_PLACED. False: another order of the user has its idempotency key, and nothing was
    /// written.
    /// </summary>
    public Task<bool> WriteAsync(Order order, CancellationToken cancellationToken) =>
        _groups.HandleAsync((order, Activity.Current), cancellationToken);

    private async Task<IReadOnlyList<bool>> WriteAsync(
        IReadOnlyList<(Order Order, Activity? Cause)> placed, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var written = await db.InsertOrdersAsync(placed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return [.. placed.Select(pair => written.Contains(pair.Order.Id))];
    }
}
