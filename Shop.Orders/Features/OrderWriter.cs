using System.Diagnostics;
using Shop.Orders.Data;
using Shop.ServiceDefaults;

namespace Shop.Orders.Features;

/// <summary>
/// Writes new orders. Those of callers who come while others are written share a transaction, and so the wait for the
/// disk, which is most of what an order costs.
/// </summary>
internal sealed class OrderWriter
{
    private const int MaxGroup = 100;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly IServiceScopeFactory _scopes;
    private readonly RequestGroups<(Order Order, Activity? Cause), bool> _groups;

    public OrderWriter(IServiceScopeFactory scopes) =>
        (_scopes, _groups) = (scopes, new(WriteAsync, MaxGroup, Timeout));

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
