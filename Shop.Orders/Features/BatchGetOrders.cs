using Shop.Orders.Data;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Orders.Features;

internal sealed record BatchGetOrders(IReadOnlyCollection<Guid> Ids, Caller Caller);

internal sealed class BatchGetOrdersHandler(OrdersDbContext db)
{
    public async Task<IReadOnlyList<Order>> HandleAsync(BatchGetOrders query, CancellationToken cancellationToken) =>
        await OrderQueries.FindAsync(db, [.. query.Ids], query.Caller.VisibleOwner()).ToListAsync(cancellationToken);
}
